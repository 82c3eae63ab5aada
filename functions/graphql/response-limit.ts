import type { ErrorCode } from '../../schema/errors.ts';
import type { Exchange } from './exchange.ts';
import { type HttpResponse, json } from './http.ts';

/**
 * Bytes that Lambda accepts as the result of a buffered invocation: slightly more than 6 MB, according to its
 * own error ("exceeded maximum allowed payload size (6291556 bytes)", quoted in
 * github.com/DataBiosphere/azul/issues/8258).
 */
export const PAYLOAD_LIMIT = 6_291_556;

/**
 * Bytes of the result around the body: the JSON, the status and the headers, of which a client controls only
 * a few hundred.
 */
const ENVELOPE = 4_096;

/** Bytes of a body, compressed or not, that fit into the result: base64 encodes three bytes as four. */
export const RESPONSE_LIMIT = Math.floor((PAYLOAD_LIMIT - ENVELOPE) / 4) * 3;

/**
 * The response, or an error if Lambda could not send it. The limit applies on a laptop too, so that what
 * works there also works when deployed; static files are not sent by Lambda.
 *
 * @param whole the response before it was compressed
 */
export function withinLimit(response: HttpResponse, whole: HttpResponse, exchange: Exchange): HttpResponse {
  const type = whole.headers['content-type'] ?? '';
  if (response.body.byteLength <= RESPONSE_LIMIT || !/json/.test(type)) return response;
  exchange.codes.add('RESPONSE_TOO_LARGE');
  const error = {
    message: tooLarge(whole.body.byteLength, response.body.byteLength),
    extensions: { code: 'RESPONSE_TOO_LARGE' satisfies ErrorCode },
  };
  // The request was well formed, for which GraphQL-over-HTTP requires 200 under the older media type.
  const status = type.startsWith('application/json') ? 200 : 400;
  const { vary } = whole.headers;
  return json(
    status,
    { errors: [error] },
    { 'content-type': type, 'cache-control': 'no-store', ...(vary ? { vary } : {}) },
  );
}

function tooLarge(whole: number, sent: number): string {
  const length =
    sent === whole ? `${shown(whole)} bytes` : `${shown(whole)} bytes, ${shown(sent)} when compressed`;
  const advice = sent === whole ? ', or send the header "Accept-Encoding: br, gzip"' : '';
  return `The response has ${length}; the limit is ${shown(RESPONSE_LIMIT)}. Ask for smaller pages ("first" or "last")${advice}.`;
}

const shown = (bytes: number): string => bytes.toLocaleString('en-US');
