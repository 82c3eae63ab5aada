import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { HttpResponse } from '../graphql/http.ts';
import { PLAYGROUND_DIST } from './dist-path.ts';
import { headersOf } from './headers.ts';

/** Every kind of file in the build. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/**
 * The built playground as responses by path; `/` is the page. All of it (some 7 MB) is read at once, so that
 * a server keeps serving the build it started with.
 *
 * @throws the system's error if there is no build
 */
export async function readPlayground(): Promise<ReadonlyMap<string, HttpResponse>> {
  const entries = await readdir(PLAYGROUND_DIST, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, HttpResponse]> => {
        const file = join(entry.parentPath, entry.name);
        const path = file.slice(PLAYGROUND_DIST.length).replaceAll(sep, '/');
        const type = TYPES[extname(path)];
        if (type === undefined) throw new Error(`The playground has a file of unknown type: ${path}`);
        const headers = { 'content-type': type, ...headersOf(path) };
        return [path === '/index.html' ? '/' : path, { status: 200, headers, body: await readFile(file) }];
      }),
  );
  return new Map(files);
}
