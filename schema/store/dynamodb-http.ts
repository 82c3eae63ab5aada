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
import { Sha256 } from './sha256.ts';

/**
 * Reads DynamoDB's low-level API: JSON over HTTPS, signed.
 *
 * The SDK's client does the same more generally, which adds some 20 ms to a cold start and 0.4 ms of CPU to a
 * request. The signature comes from the SDK's own signing package; the rest is one POST.
 *
 * `until` is the time, in milliseconds of `performance.now()`, after which an answer is useless: a request
 * still in flight then fails with a TimeoutError.
 */
export interface Wire {
  query(input: QueryCommandInput, until?: number): Promise<QueryAnswer>;
  batchGetItem(input: BatchGetItemCommandInput, until?: number): Promise<BatchGetItemAnswer>;
  /** Closes idle connections. */
  close(): void;
}

export type QueryAnswer = Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey' | 'ConsumedCapacity'>;
export type BatchGetItemAnswer = Pick<
  BatchGetItemCommandOutput,
  'Responses' | 'UnprocessedKeys' | 'ConsumedCapacity'
>;

export interface WireOptions {
  /** `https://dynamodb.eu-central-1.amazonaws.com`, or an emulator's. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Milliseconds allowed for the first attempt; each further attempt may take twice as long. */
  readonly patience?: number;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * The error returned instead of an answer. Its name is DynamoDB's own (`ValidationException`), the system's
 * (`ECONNRESET`), `TimeoutError`, or `UnreadableAnswer` for a body that is not what the API documents.
 */
export class WireError extends Error {
  override readonly name: string;
  /** Whether the same request may succeed a moment later. */
  readonly isTransient: boolean;

  constructor(name: string, message: string, isTransient: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = name;
    this.isTransient = isTransient;
  }
}

export const timeoutError = (): WireError =>
  new WireError('TimeoutError', 'DynamoDB did not answer in time', true);

/**
 * A read takes some 5 ms. If it takes a second, either its idle connection has died or DynamoDB is slow: a
 * new connection helps in the first case, more patience in the second.
 */
const PATIENCE = 1_000;
const TRIES = 3;

/**
 * Maximum pause before the second attempt in milliseconds, doubled for the third. Randomized, so that clients
 * do not retry in step.
 */
const PAUSE = 100;

/** As many connections as the SDK's client opens; further requests wait for one of them. */
const CONNECTIONS = 50;

/** Transient DynamoDB errors with a status below 500. */
const PASSING = /Throttl|^ProvisionedThroughputExceeded|^RequestLimitExceeded/;

const CONTENT_TYPE = 'application/x-amz-json-1.0';

/** Opens connections to one endpoint on demand, and keeps them. */
export function openWire({ endpoint, region, credentials, patience = PATIENCE }: WireOptions): Wire {
  const { protocol, hostname, port, host } = new URL(endpoint);
  const { Agent, request } = protocol === 'http:' ? http : https;
  const pool = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  // A pooled connection may have died unnoticed, along with its neighbours, so a retry gets a new one.
  const fresh = new Agent({ maxSockets: CONNECTIONS });
  const signer = new SignatureV4({ service: 'dynamodb', region, credentials, sha256: Sha256 });

  async function send<I extends object, A>(
    operation: string,
    input: I,
    read: (answer: object, input: I) => A | undefined,
    until: number,
  ): Promise<A> {
    const body = JSON.stringify(input);
    let failure = timeoutError();
    for (let tried = 0; tried < TRIES; tried += 1) {
      if (tried > 0) await delay(Math.random() * PAUSE * 2 ** (tried - 1));
      const time = Math.min(patience * 2 ** tried, until - performance.now());
      if (time <= 0) throw timeoutError();
      try {
        const answer = read(await post(operation, body, tried === 0 ? pool : fresh, time), input);
        if (answer) return answer;
        failure = new WireError('UnreadableAnswer', `${operation}: the answer has an unknown shape`, true);
      } catch (error) {
        if (!(error instanceof WireError && error.isTransient)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Makes one attempt. Signs again each time, because a signature is valid only for minutes. */
  async function post(operation: string, body: string, agent: http.Agent, time: number): Promise<object> {
    const { headers } = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      path: '/',
      query: {},
      headers: { host, 'content-type': CONTENT_TYPE, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body,
    });
    const sent = request({ agent, hostname, port, method: 'POST', path: '/', headers });
    const { status, text } = await exchange(sent, body, time).catch((cause: NodeJS.ErrnoException) => {
      closeIdle(pool);
      throw lost(cause);
    });
    const answer = parsed(text);
    if (status === 200 && answer) return answer;
    throw refusalOf(operation, status, answer);
  }

  return {
    query: (input, until = Number.POSITIVE_INFINITY) => send('Query', input, queryAnswer, until),
    batchGetItem: (input, until = Number.POSITIVE_INFINITY) =>
      send('BatchGetItem', input, batchGetItemAnswer, until),
    close() {
      pool.destroy();
      fresh.destroy();
    },
  };
}

/** Connections that were idle together usually die together. */
function closeIdle({ freeSockets }: http.Agent): void {
  for (const sockets of Object.values(freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

/**
 * Waits for the whole answer.
 *
 * @param time milliseconds within which it must be complete, however steadily it arrives
 */
function exchange(
  sent: ClientRequest,
  body: string,
  time: number,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(timeoutError());
      sent.destroy();
    }, time);
    const fail = (cause: Error) => {
      clearTimeout(timer);
      reject(cause);
    };
    sent.on('error', fail);
    sent.on('response', (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
      });
    });
    sent.end(body);
  });
}

/** A failure of one connection says nothing about the next, and reads can be repeated. */
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
  readonly __type?: unknown;
  readonly message?: unknown;
  readonly Message?: unknown;
}

/** The error with DynamoDB's message, from the body of a response with this status. */
export function refusalOf(
  operation: string,
  status: number,
  { __type, message, Message }: Refusal = {},
): WireError {
  // Such as `com.amazonaws.dynamodb.v20120810#ValidationException`.
  const name = typeof __type === 'string' ? __type.slice(__type.lastIndexOf('#') + 1) : undefined;
  const isTransient = status >= 500 || name === undefined || PASSING.test(name);
  const reason = [message, Message].find((each) => typeof each === 'string') ?? `status ${status}`;
  return new WireError(name ?? 'UnreadableAnswer', `${operation}: ${reason}`, isTransient);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

/**
 * An answer without its list must not count as an empty list; one that ends where it began would be requested
 * for ever.
 */
function queryAnswer(
  answer: QueryAnswer,
  { ExclusiveStartKey: start }: QueryCommandInput,
): QueryAnswer | undefined {
  const { Items, LastEvaluatedKey: end } = answer;
  if (!isListOfObjects(Items)) return undefined;
  if (end === undefined) return answer;
  return isObject(end) && JSON.stringify(end) !== JSON.stringify(start) ? answer : undefined;
}

/** The answer has rows or unprocessed keys, or both, for each requested table. */
function batchGetItemAnswer(
  answer: BatchGetItemAnswer,
  { RequestItems = {} }: BatchGetItemCommandInput,
): BatchGetItemAnswer | undefined {
  const { Responses = {}, UnprocessedKeys = {} } = answer;
  if (!isObject(Responses) || !isObject(UnprocessedKeys)) return undefined;
  const isWhole = Object.keys(RequestItems).every((table) => {
    const rows = Responses[table];
    const unprocessed = UnprocessedKeys[table];
    return (
      (rows !== undefined || unprocessed !== undefined) &&
      (rows === undefined || isListOfObjects(rows)) &&
      (unprocessed === undefined || (isObject(unprocessed) && isListOfObjects(unprocessed.Keys)))
    );
  });
  return isWhole ? answer : undefined;
}

/** The JSON of the answer; undefined for anything that a proxy or a broken connection returned instead. */
function parsed(text: string): Refusal | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}
