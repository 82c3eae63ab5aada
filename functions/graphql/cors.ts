import { empty, type HttpRequest, type HttpResponse } from './http.ts';

/**
 * The data is public and no cookie is ever read, so any site may send requests, but none with credentials.
 */
export const CORS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, X-Request-Id, Retry-After',
};

/**
 * Seconds that a browser may remember a preflight; browsers cap it at two hours (Chromium) or a day
 * (Firefox).
 */
const REMEMBERED = '86400';

/** The answer to OPTIONS: a preflight's permissions, or the list of methods. */
export function options(request: HttpRequest, methods: string): HttpResponse {
  if (request.headers['access-control-request-method'] === undefined) return empty(204, { allow: methods });
  return empty(204, {
    allow: methods,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': REMEMBERED,
    vary: 'Access-Control-Request-Headers',
  });
}
