import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As much of S3 as the functions ask for: uploads, copies, and objects or ranges of them, in two buckets that share their objects. */
export interface FileStore {
  readonly address: string;
  /** Keys that ranges were asked of, once for each request. */
  readonly asked: string[];
  put(key: string, path: string): Promise<void>;
  /** An object that was put into it, by its owner or over the network. */
  get(key: string): Buffer | undefined;
  /** Refuses so many of the next uploads, as before a new role's rights are known everywhere. */
  refuseUploads(count: number): void;
  /** Turns the bytes of an object over from here on. */
  spoil(key: string, from: number): void;
  close(): Promise<void>;
}

export async function startFileStore(): Promise<FileStore> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  let refusals = 0;
  const refuse = (response: ServerResponse, status: number, code: string, message: string): void => {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
  };
  const server = createServer(async (request, response) => {
    const [, key = ''] = /^\/(?:bucket|releases)\/([^?]+)/.exec(request.url ?? '') ?? [];
    if (request.method === 'PUT') {
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      if (refusals > 0) {
        refusals -= 1;
        refuse(response, 403, 'AccessDenied', 'Access Denied');
        return;
      }
      const [, source] =
        /^(?:bucket|releases)\/(.+)$/.exec(String(request.headers['x-amz-copy-source'] ?? '')) ?? [];
      const body = source === undefined ? Buffer.concat(parts) : objects.get(decodeURIComponent(source));
      if (!body) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
      objects.set(key, body);
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(source === undefined ? '' : '<CopyObjectResult><ETag>"copied"</ETag></CopyObjectResult>');
      return;
    }
    const object = objects.get(key);
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (first !== undefined) asked.push(key);
    if (!object) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
    if (first === undefined || last === undefined) {
      response.writeHead(200).end(object);
      return;
    }
    response.writeHead(206, { 'content-range': `bytes ${first}-${last}/${object.byteLength}` });
    response.end(object.subarray(Number(first), Number(last) + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async put(key, path) {
      objects.set(key, await readFile(path));
    },
    get: (key) => objects.get(key),
    refuseUploads(count) {
      refusals = count;
    },
    spoil(key, from) {
      const object = Buffer.from(objects.get(key) ?? []);
      objects.set(key, object.fill(0, from, from + 1_000));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
