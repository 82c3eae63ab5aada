import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';

/**
 * The two operations of DynamoDB that reading takes, as its low-level API has them: JSON over HTTPS, signed.
 *
 * The SDK's client does the same in a general way, which takes some 20 ms more of a cold start and 0.4 ms more CPU of a request. What it is trusted with here is the signature, by the package that signs for the SDK as well; the rest is one POST.
 */
export interface Wire {
  query(
    input: QueryCommandInput,
  ): Promise<Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey' | 'ConsumedCapacity'>>;
  batchGetItem(
    input: BatchGetItemCommandInput,
  ): Promise<Pick<BatchGetItemCommandOutput, 'Responses' | 'UnprocessedKeys' | 'ConsumedCapacity'>>;
  /** Ends the connections that wait for another request. */
  close(): void;
}

export interface WireOptions {
  /** `https://dynamodb.eu-central-1.amazonaws.com`, or an emulator's. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Milliseconds of silence after which a try is given up. */
  readonly patience?: number;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * What DynamoDB or the connection to it said instead of an answer. The name is DynamoDB's own for the error (`ValidationException`), the
 * system's (`ECONNRESET`), or `TimeoutError`.
 */
export class WireError extends Error {
  override readonly name: string;
  /** Whether the same request may well succeed a moment later. */
  readonly isTransient: boolean;

  constructor(name: string, message: string, isTransient: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = name;
    this.isTransient = isTransient;
  }
}

/**
 * A read takes some 5 ms. What says nothing for seconds is lost, and is asked again on another connection; three such tries end well
 * within the function's ten seconds, so that the client gets an answer that says so.
 */
const PATIENCE = 2_500;
const TRIES = 3;

/** Milliseconds before a second try at the latest, doubled for each further one; the moment is drawn, so that clients do not come in step. */
const PAUSE = 100;

/** As many as the SDK's client opens: what asks more at a time waits for one of them. */
const CONNECTIONS = 50;

/** DynamoDB's errors with a status under 500 that pass of themselves. */
const PASSING = /Throttl|^ProvisionedThroughputExceeded|^RequestLimitExceeded/;

const CONTENT_TYPE = 'application/x-amz-json-1.0';

/** Opens connections to one endpoint, when they are needed, and keeps them. */
export function openWire({ endpoint, region, credentials, patience = PATIENCE }: WireOptions): Wire {
  const { protocol, hostname, port, host } = new URL(endpoint);
  const { Agent, request } = protocol === 'http:' ? http : https;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const signer = new SignatureV4({ service: 'dynamodb', region, credentials, sha256: Sha256 });

  async function send<T>(operation: string, input: object): Promise<T> {
    const body = JSON.stringify(input);
    for (let tried = 1; ; tried += 1) {
      try {
        return (await post(operation, body)) as T;
      } catch (error) {
        if (tried === TRIES || !(error instanceof WireError && error.isTransient)) throw error;
      }
      await delay(Math.random() * PAUSE * 2 ** (tried - 1));
    }
  }

  /** One try. Signed anew each time, since a signature holds for minutes only. */
  async function post(operation: string, body: string): Promise<unknown> {
    const { headers } = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      path: '/',
      query: {},
      headers: { host, 'content-type': CONTENT_TYPE, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body,
    });
    const { status, text } = await exchange(
      request({ agent, hostname, port, method: 'POST', path: '/', headers, timeout: patience }),
      body,
    );
    const answer = parsed(text);
    if (status === 200 && answer) return answer;
    throw refusalOf(operation, status, answer);
  }

  return {
    query: (input) => send('Query', input),
    batchGetItem: (input) => send('BatchGetItem', input),
    close: () => agent.destroy(),
  };
}

function exchange(sent: ClientRequest, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) => reject(lost(cause));
    sent.on('timeout', () =>
      sent.destroy(new WireError('TimeoutError', 'DynamoDB did not answer in time', true)),
    );
    sent.on('error', fail);
    sent.on('response', (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    sent.end(body);
  });
}

/** Whatever happens to a connection may not happen to the next one; reads can be repeated. */
const lost = (cause: NodeJS.ErrnoException): WireError =>
  cause instanceof WireError
    ? cause
    : new WireError(
        cause.code ?? cause.name,
        `the connection to DynamoDB failed: ${cause.message}`,
        true,
        cause,
      );

interface Refusal {
  readonly __type?: string;
  readonly message?: string;
  readonly Message?: string;
}

function refusalOf(operation: string, status: number, { __type, message, Message }: Refusal = {}): WireError {
  // Such as `com.amazonaws.dynamodb.v20120810#ValidationException`.
  const name = __type?.slice(__type.lastIndexOf('#') + 1) ?? 'UnreadableAnswer';
  const isTransient = status >= 500 || __type === undefined || PASSING.test(name);
  return new WireError(name, `${operation}: ${message ?? Message ?? `status ${status}`}`, isTransient);
}

/** The answer's JSON; undefined for what a proxy or a broken connection put in its place. */
function parsed(text: string): Refusal | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 and its HMAC in the shape that the signer wants. */
class Sha256 {
  readonly #hash;

  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret));
  }

  update(data: Bytes): void {
    this.#hash.update(data as NodeJS.ArrayBufferView);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

let latest: { readonly secret: Bytes; readonly key: KeyObject } | undefined;

/** The signer signs all of a day with the same bytes; to make a key of them takes four times as long as to sign with it. */
function keyOf(secret: Bytes): string | KeyObject {
  if (typeof secret === 'string') return secret;
  if (latest?.secret !== secret) latest = { secret, key: createSecretKey(secret as NodeJS.ArrayBufferView) };
  return latest.key;
}
