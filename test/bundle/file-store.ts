import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * As much of S3 as the functions and the operator ask for: uploads, copies, objects, ranges of them, and
 * lists.
 */
export interface FileStore {
  readonly address: string;
  /**
   * What was asked, in order: `GET`, `PUT`, `COPY` or `LIST`, and the object or the prefix, which begins with
   * its bucket.
   */
  readonly asked: string[];
  /** Puts an object there; its name begins with its bucket: `bucket/key`. */
  put(object: string, bytes: Uint8Array): void;
  /** An object that was put into it, by its owner or over the network. */
  get(object: string): Buffer | undefined;
  /** The headers with which an object is served, as far as its upload gave them. */
  about(
    object: string,
  ): { readonly type: string | undefined; readonly caching: string | undefined } | undefined;
  remove(object: string): void;
  /** Refuses so many of the next uploads, as before a new role's rights are known everywhere. */
  refuseUploads(count: number): void;
  /** Breaks off the connections of so many of the next uploads. */
  breakUploads(count: number): void;
  /** Turns the bytes of an object over from here on. */
  spoil(object: string, from: number): void;
  close(): Promise<void>;
}

/** Keys in one page of a list: few, so that short lists have pages too. S3 gives a thousand. */
const PAGE = 2;

/**
 * What S3 demands of a request that is not public: a signature for it, with what it says of the body or in
 * the address.
 */
const isSigned = ({ headers, url = '' }: IncomingMessage): boolean =>
  /[?&]X-Amz-Signature=[0-9a-f]{64}(&|$)/.test(url) ||
  (/^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[^/]+\/s3\/aws4_request, SignedHeaders=\S*\bhost\b\S*, Signature=[0-9a-f]{64}$/.test(
    headers.authorization ?? '',
  ) &&
    headers['x-amz-content-sha256'] !== undefined);

export async function startFileStore(): Promise<FileStore> {
  const objects = new Map<string, Buffer>();
  const abouts = new Map<string, { type: string | undefined; caching: string | undefined }>();
  const asked: string[] = [];
  let refusals = 0;
  let breaks = 0;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
    const object = decodeURIComponent(pathname.slice(1));
    const note = (what: string, name = object) => asked.push(`${what} ${name}`);
    const refuse = (status: number, code: string, message: string): void =>
      send(response, status, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
    const missing = () => refuse(404, 'NoSuchKey', 'The specified key does not exist.');

    if (!isSigned(request)) return refuse(403, 'AccessDenied', 'Access Denied');
    if (request.method === 'PUT') {
      if (breaks > 0) {
        breaks -= 1;
        request.destroy();
        return;
      }
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      if (refusals > 0) {
        refusals -= 1;
        return refuse(403, 'AccessDenied', 'Access Denied');
      }
      const source = request.headers['x-amz-copy-source'];
      note(source === undefined ? 'PUT' : 'COPY');
      const body =
        source === undefined ? Buffer.concat(parts) : objects.get(decodeURIComponent(String(source)));
      if (!body) return missing();
      const sum = request.headers['x-amz-checksum-sha256'];
      if (sum !== undefined && sum !== createHash('sha256').update(body).digest('base64'))
        return refuse(400, 'BadDigest', 'The SHA256 you specified did not match the calculated checksum.');
      objects.set(object, body);
      const { 'content-type': type, 'cache-control': caching } = request.headers;
      // A copy has the headers of its source unless it is told to replace them.
      if (source === undefined || request.headers['x-amz-metadata-directive'] === 'REPLACE')
        abouts.set(object, { type, caching });
      return send(
        response,
        200,
        source === undefined ? '' : '<CopyObjectResult><ETag>"copied"</ETag></CopyObjectResult>',
      );
    }
    if (searchParams.get('list-type') === '2') {
      const bucket = `${object.replace(/\/$/, '')}/`;
      const prefix = `${bucket}${searchParams.get('prefix') ?? ''}`;
      note('LIST', prefix);
      const found = [...objects.keys()].filter((each) => each.startsWith(prefix)).sort();
      return send(response, 200, pageOf(found, bucket, searchParams.get('continuation-token') ?? ''));
    }
    note('GET');
    const bytes = objects.get(object);
    if (!bytes) return missing();
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (first === undefined || last === undefined) {
      response.writeHead(200).end(bytes);
      return;
    }
    if (Number(first) >= bytes.byteLength)
      return refuse(416, 'InvalidRange', 'The requested range is not satisfiable');
    response.writeHead(206, { 'content-range': `bytes ${first}-${last}/${bytes.byteLength}` });
    response.end(bytes.subarray(Number(first), Number(last) + 1));
  }

  // A connection that its client keeps is never closed under its next request.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    put: (object, bytes) => void objects.set(object, Buffer.from(bytes)),
    get: (object) => objects.get(object),
    about: (object) => abouts.get(object),
    remove: (object) => void objects.delete(object),
    refuseUploads(count) {
      refusals = count;
    },
    breakUploads(count) {
      breaks = count;
    },
    spoil(object, from) {
      const bytes = Buffer.from(objects.get(object) ?? []);
      objects.set(object, bytes.fill(0, from, from + 1_000));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(xml);
}

/** One page of the objects of a bucket, those that come after the one that `token` names. */
function pageOf(objects: readonly string[], bucket: string, token: string): string {
  const left = objects.filter((object) => object > token);
  const page = left.slice(0, PAGE);
  const contents = page.map((object) => `<Contents><Key>${object.slice(bucket.length)}</Key></Contents>`);
  const next = left.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<ListBucketResult>${contents.join('')}<KeyCount>${page.length}</KeyCount>${next}</ListBucketResult>`;
}
