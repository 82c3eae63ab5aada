import { randomUUID } from 'node:crypto';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import type { Sandbox } from './sandbox.ts';

/** A request as a client sends it. */
export interface Sent {
  readonly method: string;
  /** Path and query string. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Between the prelude and the body of a streamed answer. */
const DELIMITER = Buffer.alloc(8);

/** What a function URL makes of a request: an event of payload version 2.0. Text goes as it is, all else in base64. */
export function eventOf({ method, target, headers, body }: Sent): LambdaFunctionURLEvent {
  const [rawPath = '/', rawQueryString = ''] = target.split('?');
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const isText = typeof body === 'string' && /json|text/.test(sent['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: {
      host: 'abc.lambda-url.us-east-1.on.aws',
      'x-forwarded-proto': 'https',
      ...sent,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    ...(rawQueryString === ''
      ? {}
      : { queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abc',
      domainName: 'abc.lambda-url.us-east-1.on.aws',
      domainPrefix: 'abc',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 0,
    },
    ...(body === undefined
      ? { isBase64Encoded: false }
      : { body: isText ? body : Buffer.from(body).toString('base64'), isBase64Encoded: !isText }),
  };
}

/** Sends a request through a function URL in the mode RESPONSE_STREAM. What fails is 502, as there. */
export async function throughUrl(sandbox: Sandbox, request: Sent): Promise<Received> {
  const outcome = await sandbox
    .invoke(eventOf(request))
    .catch((error: unknown) => ({ kind: `not started: ${String(error)}` }));
  if (!('body' in outcome)) return { status: 502, headers: {}, body: Buffer.from(outcome.kind) };
  return received(outcome.body);
}

export function received(streamed: Buffer): Received {
  const end = streamed.indexOf(DELIMITER);
  if (end < 0) throw new Error('the answer has no prelude');
  const { statusCode, headers } = JSON.parse(streamed.subarray(0, end).toString()) as {
    statusCode: number;
    headers: Record<string, string>;
  };
  return { status: statusCode, headers, body: streamed.subarray(end + DELIMITER.byteLength) };
}
