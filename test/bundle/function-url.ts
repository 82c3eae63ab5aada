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

/**
 * What a function URL makes of a request: an event of payload version 2.0. Text goes as it is, all else in
 * base64.
 */
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

/** Sends a request through a function URL in the invoke mode BUFFERED. Whatever fails is 502, as there. */
export async function throughUrl(sandbox: Sandbox, request: Sent): Promise<Received> {
  const outcome = await sandbox
    .invoke(eventOf(request))
    .catch((error: unknown) => ({ kind: `not started: ${String(error)}` }));
  if (!('body' in outcome)) return { status: 502, headers: {}, body: Buffer.from(outcome.kind) };
  const answer = received(outcome.body);
  return request.method === 'HEAD' ? { ...answer, body: Buffer.alloc(0) } : answer;
}

/** Headers that the URL sets itself; it hands on what the function says of them under another name. */
const REMAPPED = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * What a function URL makes of the function's result
 * (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html): it takes a status, headers whose values are
 * text, and a body that it decodes when it is said to be base64. It leaves the body and its
 * `Content-Encoding` alone.
 */
function received(result: Buffer): Received {
  const { statusCode, headers, body, isBase64Encoded } = JSON.parse(result.toString()) as {
    statusCode: number;
    headers: Record<string, unknown>;
    body: string;
    isBase64Encoded: boolean;
  };
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const sent = Object.entries(headers).map(([name, value]) => {
    if (typeof value !== 'string') throw new Error(`the header ${name} is no text`);
    return [REMAPPED.has(name) ? `x-amzn-remapped-${name}` : name, value] as const;
  });
  return {
    status: statusCode,
    headers: { ...Object.fromEntries(sent), 'content-length': String(bytes.byteLength) },
    body: bytes,
  };
}
