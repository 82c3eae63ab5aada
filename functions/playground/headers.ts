/**
 * What the page may do: run our own scripts and workers, and send requests to our own origin. Inline styles
 * are allowed because the editor positions its lines with them.
 */
export const PLAYGROUND_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Every header of a static file except its type and length. Files under `/assets/` have their hash in their
 * name.
 */
export function headersOf(path: string): Record<string, string> {
  return {
    'cache-control': path.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=60',
    'content-security-policy': PLAYGROUND_POLICY,
    'referrer-policy': 'no-referrer',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  };
}
