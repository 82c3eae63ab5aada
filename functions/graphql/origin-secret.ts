import { createHash, timingSafeEqual } from 'node:crypto';
import { problem } from './errors.ts';
import { newExchange } from './exchange.ts';
import type { Handler, HttpRequest, HttpResponse } from './http.ts';
import { entryOf, type Log } from './log.ts';

/** The header with which CloudFront shows that a request came through it. */
export const ORIGIN_HEADER = 'x-origin-secret';

/** The header in which CloudFront tells by which host name the client asked. Believed of CloudFront alone. */
export const VIEWER_HOST_HEADER = 'x-viewer-host';

/**
 * Lets through only what comes from CloudFront: whoever bypasses it bypasses its cache and its firewall. The
 * handler behind never sees the secret, and in place of the function's own host name the one that the client
 * used.
 *
 * @param secrets any one of them will do: the current one, and the one before it while CloudFront still sends
 *   that
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
  // Who finds the function's own address shows none. A wrong one most likely means that every reader gets
  // 403, so it is a failure.
  if (showsSecret)
    exchange.causes.push(
      'The request showed a secret that is neither the current one nor the one before. If CloudFront sent it, give both the same secret: npm run deploy.',
    );
  const message = 'This address answers only what comes through the public one.';
  const { headers, ...response } = problem(exchange, 403, 'FORBIDDEN', message);
  const refusal = {
    ...response,
    headers: { ...headers, 'cache-control': 'no-store', 'x-request-id': exchange.requestId },
  };
  log(entryOf(request, refusal, exchange, new Date(), 0));
  return refusal;
}

/** Digests have one length, which the comparison needs. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
