import { createHash, timingSafeEqual } from 'node:crypto';
import type { ErrorCode } from '../../schema/errors.ts';
import { type Handler, json } from './http.ts';

/** The header with which CloudFront shows that a request came through it. */
export const ORIGIN_HEADER = 'x-origin-secret';

/**
 * Lets through what comes from CloudFront, and nothing else: whoever goes round it goes round its cache and its firewall.
 * The handler behind never sees the secret, nor the function's own host name, which is not the one people use.
 */
export function behindEdge(handler: Handler, secret: string): Handler {
  const wanted = digest(secret);
  return async (request) => {
    const { [ORIGIN_HEADER]: shown = '', host: _host, ...headers } = request.headers;
    if (timingSafeEqual(digest(shown), wanted)) return handler({ ...request, headers });
    return json(
      403,
      {
        errors: [
          {
            message: 'This address answers only what comes through the public one.',
            extensions: { code: 'FORBIDDEN' satisfies ErrorCode },
          },
        ],
      },
      { 'cache-control': 'no-store' },
    );
  };
}

/** Digests have one length, which the comparison needs. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
