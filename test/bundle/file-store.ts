import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As much of S3 as the seed asks for: ranges of objects in buckets. */
export interface FileStore {
  readonly address: string;
  /** Keys that were asked for, once for each request. */
  readonly asked: string[];
  put(key: string, path: string): Promise<void>;
  /** Turns the bytes of an object over from here on. */
  spoil(key: string, from: number): void;
  close(): Promise<void>;
}

export async function startFileStore(): Promise<FileStore> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [, key = ''] = /^\/bucket\/([^?]+)/.exec(request.url ?? '') ?? [];
    const object = objects.get(key);
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    asked.push(key);
    if (!object || first === undefined || last === undefined) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      response.end(
        '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>',
      );
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
