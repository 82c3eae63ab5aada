/**
 * Scheme and host by which the client reached this server; undefined if the `Host` header is missing or
 * invalid. A server with a certificate is reached by a bare name, one without by an IP address or with a
 * port.
 */
export function publicOrigin(headers: Readonly<Record<string, string>>): string | undefined {
  const host = headers.host ?? '';
  if (!/^[\w.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(host)) return undefined;
  const isPlain = /^(localhost|127\.|\[|\d+\.)/.test(host) || /:\d+$/.test(host);
  return `${isPlain ? 'http' : 'https'}://${host}`;
}
