import { createHash, timingSafeEqual } from 'node:crypto';
import { problem } from './errors.ts';
import { newExchange } from './exchange.ts';
import type { Handler, HttpRequest, HttpResponse } from './http.ts';
import { entryOf, type Log } from './log.ts';

/** The header by which CloudFront proves that a request came through it. */
export const ORIGIN_HEADER = 'x-origin-secret';

/** The header in which CloudFront passes the host name that the client used. Trusted only from CloudFront. */
export const VIEWER_HOST_HEADER = 'x-viewer-host';

/**
 * Lets through only requests from CloudFront: bypassing it would bypass its cache and its firewall. The
 * handler behind never sees the secret, and sees the host name that the client used instead of the function's
 * own.
 *
 * @param secrets the accepted secrets: the current one, and the previous one while CloudFront may still send
 *   it
 */
export function behindEdge(handler: Handler, secrets: readonly string[], log: Log): Handler {
  const wanted = secrets.map(digest);
  return async (request) => {
    const {
      [ORIGIN_HEADER]: shown = '',
      [VIEWER_HOST_HEADER]: viewerHost,
      host: _,
      ...rest
    } = request.headers;
    const headers = { ...rest, ...(viewerHost === undefined ? {} : { host: viewerHost }) };
    const given = digest(shown);
    const isKnown = wanted.some((each) => timingSafeEqual(given, each));
    return isKnown ? handler({ ...request, headers }) : refused({ ...request, headers }, shown !== '', log);
  };
}

function refused(request: HttpRequest, showsSecret: boolean, log: Log): HttpResponse {
  const exchange = newExchange(request.headers['x-request-id']);
  // Someone who finds the function's own address sends no secret. A wrong secret most likely means that every
  // reader gets 403, so it counts as a failure.
  if (showsSecret)
    exchange.causes.push(
      'The request carried a secret that is neither the current one nor the previous one. If CloudFront sent it, run npm run deploy to give both the same secret.',
    );
  const message = 'This address accepts only requests that come through the public address.';
  const { headers, ...response } = problem(exchange, 403, 'FORBIDDEN', message);
  const refusal = {
    ...response,
    headers: { ...headers, 'cache-control': 'no-store', 'x-request-id': exchange.requestId },
  };
  log(entryOf(request, refusal, exchange, new Date(), 0));
  return refusal;
}

/** Digests have equal length, which the comparison requires. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
