import { createHash, timingSafeEqual } from 'node:crypto';
import type { ErrorCode } from '../../schema/errors.ts';
import { type Handler, json } from './http.ts';

/** The header with which CloudFront shows that a request came through it. */
export const ORIGIN_HEADER = 'x-origin-secret';

/** The header in which CloudFront tells by which host name the client asked. Believed of CloudFront alone. */
export const VIEWER_HOST_HEADER = 'x-viewer-host';

/**
 * Lets through only what comes from CloudFront: whoever bypasses it bypasses its cache and its firewall. The handler behind
 * never sees the secret, and in place of the function's own host name the one that the client used.
 *
 * @param secrets any one of them will do: the current one, and the one before it while CloudFront still sends that
 */
export function behindEdge(handler: Handler, secrets: readonly string[]): Handler {
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
