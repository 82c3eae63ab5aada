import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';
import type { HttpRequest, HttpResponse } from './http.ts';

/**
 * Below this number of bytes compression saves no packet: the response and its headers fit into one anyway.
 */
const WORTHWHILE = 1024;

const compress = {
  // At quality 5, brotli is about as fast as gzip at its default and a tenth smaller; 11 takes fifty times as
  // long.
  br: (body: Uint8Array) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Uint8Array) => promisify(gzip)(body),
};

/** Files are served from the same body each time, so it is compressed once and kept as long as the body. */
const done = new WeakMap<Uint8Array, Partial<Record<keyof typeof compress, Promise<Uint8Array>>>>();

function once(encoding: keyof typeof compress, body: Uint8Array): Promise<Uint8Array> {
  const results = done.get(body) ?? {};
  done.set(body, results);
  results[encoding] ??= compress[encoding](body);
  return results[encoding];
}

/**
 * The response in the best encoding that the client accepts; unchanged if it is small, already encoded, or
 * not text.
 */
export async function compressed(request: HttpRequest, response: HttpResponse): Promise<HttpResponse> {
  if (response.body.byteLength < WORTHWHILE || 'content-encoding' in response.headers) return response;
  if (
    !/^(text\/|application\/(.*\+)?(json|javascript|xml)|image\/svg)/.test(
      response.headers['content-type'] ?? '',
    )
  ) {
    return response;
  }
  const encoding = encodingOf(request.headers['accept-encoding']);
  if (encoding === 'identity') return response;
  return {
    status: response.status,
    headers: { ...response.headers, 'content-encoding': encoding },
    body: await once(encoding, response.body),
  };
}

function encodingOf(accepted: string | undefined): 'br' | 'gzip' | 'identity' {
  if (accepted === undefined) return 'identity';
  // Order in the header means nothing in HTTP, but the negotiator uses it to break ties, which brotli should
  // win.
  const ordered = accepted
    .split(',')
    .sort((a, b) => Number(b.trim().startsWith('br')) - Number(a.trim().startsWith('br')))
    .join(',');
  const chosen = new Negotiator({ headers: { 'accept-encoding': ordered } }).encoding([
    'br',
    'gzip',
    'identity',
  ]);
  return chosen === 'br' || chosen === 'gzip' ? chosen : 'identity';
}
