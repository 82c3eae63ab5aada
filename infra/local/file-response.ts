import { empty, type HttpRequest, type HttpResponse } from '../../functions/graphql/http.ts';
import { EXPOSED, FOR_EVER } from '../../schema/release/dumps/format.ts';

/** A response whose body is part of a file, which the server streams. */
interface FileResponse extends HttpResponse {
  /** `first` and `last` byte, both inclusive. */
  readonly file: { readonly path: string; readonly first: number; readonly last: number };
}

export const isFileResponse = (response: HttpResponse): response is FileResponse => 'file' in response;

/** A file as it is served. */
interface FixedFile {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * The response to a GET or HEAD of a file: the whole file, one byte range, or not modified (RFC 9110,
 * sections 13 and 14). A request for several ranges gets the whole file, as the standard allows.
 */
export function fileResponse({ headers }: HttpRequest, file: FixedFile): HttpResponse | FileResponse {
  const { path, bytes, mediaType } = file;
  const etag = `"${file.sha256}"`;
  const common = {
    etag,
    'accept-ranges': 'bytes',
    'cache-control': FOR_EVER,
    'access-control-expose-headers': [...EXPOSED, 'X-Request-Id'].join(', '),
  };
  const known = headers['if-none-match'];
  if (known !== undefined && (known.trim() === '*' || known.includes(etag))) return empty(304, common);
  const isAsked = headers['if-range'] === undefined || headers['if-range'] === etag;
  const range = isAsked ? rangeOf(headers.range, bytes) : undefined;
  if (range === 'beyond') return empty(416, { ...common, 'content-range': `bytes */${bytes}` });
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  const response = empty(range ? 206 : 200, {
    ...common,
    'content-type': mediaType,
    'content-length': String(last - first + 1),
    ...(range ? { 'content-range': `bytes ${first}-${last}/${bytes}` } : {}),
  });
  return bytes === 0 ? response : { ...response, file: { path, first, last } };
}

function rangeOf(
  header: string | undefined,
  bytes: number,
): { first: number; last: number } | 'beyond' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  // Without a first byte, the range is the last N bytes.
  if (from === '') {
    const length = Math.min(Number(to), bytes);
    return length === 0 ? 'beyond' : { first: bytes - length, last: bytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < first) return undefined;
  return first >= bytes ? 'beyond' : { first, last };
}
