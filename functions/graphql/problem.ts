import type { Exchange } from './exchange.ts';
import { type HttpResponse, json } from './http.ts';

/** An error outside GraphQL, in the shape that GraphQL clients can read. */
export function problem(
  exchange: Exchange,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): HttpResponse {
  exchange.codes.add(code);
  const extensions = code === 'INTERNAL' ? { code, requestId: exchange.requestId } : { code };
  return json(status, { errors: [{ message, extensions }] }, headers);
}
