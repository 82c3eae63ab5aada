import type { Exchange } from './exchange.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/**
 * What is logged about one answered request. Neither query strings nor bodies, which reveal what people
 * looked for.
 */
export interface LogEntry {
  /** ISO 8601, UTC. */
  time: string;
  requestId: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  /** Bytes of the body as sent. */
  bytes: number;
  /** Name of the operation that ran, or `(unnamed)`. */
  operation?: string;
  operationType?: string;
  release?: string;
  complexity?: number;
  requests?: number;
  readUnits?: number;
  rows?: number;
  codes?: string[];
  /** Stack traces of the errors hidden from clients. */
  causes?: string[];
  /** Ids that other systems gave the request, by log field name. */
  ids?: Readonly<Record<string, string>>;
}

/** Receives the entry of each answered request. */
export type Log = (entry: LogEntry) => void;

/** The log entry of one request. */
export function entryOf(
  request: HttpRequest,
  response: HttpResponse,
  exchange: Exchange,
  time: Date,
  ms: number,
): LogEntry {
  return {
    time: time.toISOString(),
    requestId: exchange.requestId,
    method: request.method.slice(0, 20),
    path: request.path.slice(0, 200),
    status: response.status,
    ms: Math.round(ms * 10) / 10,
    bytes: request.method === 'HEAD' ? 0 : bytesOf(response),
    ...(exchange.operation === undefined ? {} : { operation: exchange.operation.slice(0, 100) }),
    ...(exchange.operationType === undefined ? {} : { operationType: exchange.operationType }),
    ...(exchange.release === undefined ? {} : { release: exchange.release }),
    ...(exchange.cost === undefined ? {} : { complexity: exchange.cost.complexity }),
    ...exchange.meter,
    ...(exchange.codes.size === 0 ? {} : { codes: [...exchange.codes] }),
    ...(exchange.causes.length === 0 ? {} : { causes: exchange.causes.map(stackOf) }),
    ...(request.ids === undefined ? {} : { ids: request.ids }),
  };
}

/** A streamed file has no body here; its length is in a header. */
const bytesOf = ({ headers, body }: HttpResponse): number =>
  Number(headers['content-length'] ?? body.byteLength);

/** One line for a person at a terminal; the stack traces of internal errors follow on separate lines. */
export function readableLine(entry: LogEntry): string {
  const parts = [
    entry.time.slice(11, 19),
    entry.method,
    entry.path,
    String(entry.status),
    `${entry.ms} ms`,
    entry.operation,
    entry.requests ? `${entry.requests} reads, ${entry.readUnits} RCU, ${entry.rows} rows` : undefined,
    `${entry.bytes} B`,
    entry.codes?.join(' '),
  ];
  return [parts.filter((part) => part !== undefined).join('  '), ...(entry.causes ?? [])].join('\n');
}

/** A stack trace, followed by that of its cause. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\nCaused by: ${stackOf(error.cause)}`;
}
