import { createHash, timingSafeEqual } from 'node:crypto';
import type { ErrorCode } from '../../schema/errors.ts';
import { type Handler, json } from './http.ts';

/** The header with which CloudFront shows that a request came through it. */
export const ORIGIN_HEADER = 'x-origin-secret';

/**
 * Lets through only what comes from CloudFront: whoever bypasses it bypasses its cache and its firewall. The handler behind
 * never sees the secret, nor the function's own host name, which is not the one people use.
 *
 * @param secrets any one of them will do: the current one, and the one before it while CloudFront still sends that
 */
export function behindEdge(handler: Handler, secrets: readonly string[]): Handler {
  const wanted = secrets.map(digest);
  return async (request) => {
    const { [ORIGIN_HEADER]: shown = '', host: _host, ...headers } = request.headers;
    const given = digest(shown);
    if (wanted.some((each) => timingSafeEqual(given, each))) return handler({ ...request, headers });
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
