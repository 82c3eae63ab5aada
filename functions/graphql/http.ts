/** An HTTP request as the handler sees it, whichever server or event it came from. */
export interface HttpRequest {
  method: string;
  /** Path without the query string, as sent (still percent-encoded). */
  path: string;
  /** The raw query string without its `?`; empty if there is none. */
  query: string;
  /** Header names in lower case; repeated headers joined with `, `. */
  headers: Record<string, string>;
  body: Uint8Array | undefined;
  /** Ids that upstream systems gave the request, by log field name. */
  ids?: Readonly<Record<string, string>>;
}

/** A complete response: nothing is streamed, so its length and compression are known. */
export interface HttpResponse {
  status: number;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
}

export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

const encoder = new TextEncoder();

/** A response with a text body in UTF-8. */
export function text(
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): HttpResponse {
  return { status, headers: { 'content-type': type, ...headers }, body: encoder.encode(body) };
}

/** A response with a JSON body. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return text(status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
}

/** A response without a body. */
export function empty(status: number, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: new Uint8Array(0) };
}

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
