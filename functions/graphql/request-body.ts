import { MIMEType, promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { refusal } from './errors.ts';
import type { HttpRequest } from './http.ts';

/**
 * Bytes of a request body, compressed or not, and of a query string. The largest documented operation has
 * under 2 kB.
 */
export const BODY_LIMIT = 64 * 1024;

/**
 * The factor by which a compressed body may grow. GraphQL compresses to a tenth; only a bomb compresses to
 * less than a hundredth.
 */
const RATIO_LIMIT = 100;

/** The codings of a body, under the names and aliases of HTTP's registry. */
const DECODERS = {
  gzip: promisify(gunzip),
  deflate: (body: Uint8Array, options: { maxOutputLength: number }) =>
    hasZlibHeader(body) ? promisify(inflate)(body, options) : promisify(inflateRaw)(body, options),
  br: promisify(brotliDecompress),
};
const ALIASES: Readonly<Record<string, keyof typeof DECODERS | 'identity'>> = {
  identity: 'identity',
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
};
const ACCEPTED = 'gzip, deflate, br, identity';

/** Codings that may be stacked; more than one is of no use. */
const CODINGS_LIMIT = 2;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a JSON body, after decompression.
 *
 * @throws GraphQLError with a code and an HTTP status if it is too large, has an unknown coding, or is not
 *   JSON in UTF-8
 */
export async function textOfBody({ headers, body }: HttpRequest): Promise<string> {
  if (Number(headers['content-length'] ?? 0) > BODY_LIMIT || (body?.byteLength ?? 0) > BODY_LIMIT) {
    throw tooLarge();
  }
  assertJsonType(headers['content-type']);
  if (!body || body.byteLength === 0) {
    throw refusal(400, 'BAD_REQUEST', 'The request body is empty; it should be JSON like {"query": "…"}.');
  }
  const bytes = await decoded(body, headers['content-encoding'] ?? '');
  try {
    return utf8.decode(bytes);
  } catch {
    throw refusal(400, 'BAD_REQUEST', 'The request body is not valid UTF-8.');
  }
}

function assertJsonType(contentType: string | undefined): void {
  const type = mimeTypeOf(contentType ?? '');
  if (type?.essence === 'application/json' && isUtf8(type.params.get('charset') ?? 'utf-8')) return;
  throw refusal(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'POST requires the header "content-type: application/json" and a body in UTF-8.',
    { accept: 'application/json' },
  );
}

/** Characters of a media type with its parameters; Node parses spaces in it in quadratic time. */
const LONGEST_TYPE = 200;

function mimeTypeOf(text: string): MIMEType | undefined {
  if (text.length > LONGEST_TYPE) return undefined;
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

/** Whether a charset is any of the Encoding Standard's labels for UTF-8, in any letter case. */
function isUtf8(label: string): boolean {
  try {
    return new TextDecoder(label).encoding === 'utf-8';
  } catch {
    return false;
  }
}

/** The decoded body; the header lists the codings in the order in which they were applied. */
async function decoded(body: Uint8Array, contentEncoding: string): Promise<Uint8Array> {
  const codings = contentEncoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > CODINGS_LIMIT) throw unknownCoding();
  let bytes = body;
  for (const coding of codings.reverse()) bytes = await decodedOnce(bytes, coding);
  return bytes;
}

async function decodedOnce(body: Uint8Array, name: string): Promise<Uint8Array> {
  const coding = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  if (coding === undefined) throw unknownCoding();
  if (coding === 'identity') return body;
  const maxOutputLength = Math.min(BODY_LIMIT, body.byteLength * RATIO_LIMIT);
  try {
    return await DECODERS[coding](body, { maxOutputLength });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw refusal(
      400,
      'BAD_REQUEST',
      `The request body is not valid ${coding}, although its content-encoding says so.`,
    );
  }
}

/** Some clients send `deflate` without the zlib header that HTTP requires. */
function hasZlibHeader(body: Uint8Array): boolean {
  const [method = 0, flags = 0] = body;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

const tooLarge = () =>
  refusal(
    413,
    'BODY_TOO_LARGE',
    `The request body may have at most ${BODY_LIMIT} bytes, before and after decompression, and may grow at most ${RATIO_LIMIT} times.`,
  );

const unknownCoding = () =>
  refusal(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    `The request body may be compressed with gzip, deflate or br, using at most ${CODINGS_LIMIT} codings.`,
    { 'accept-encoding': ACCEPTED },
  );
