import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { contentThread } from '../../infra/local/content-thread.ts';
import { dataFolder } from '../../infra/local/data-folder.ts';
import { localDumps } from '../../infra/local/dump-files.ts';
import { serve as listen } from '../../infra/local/server.ts';
import { readContent } from '../../schema/record/content.ts';
import { DUMP_LIST, type Dump } from '../../schema/release/dumps/format.ts';
import { compile } from '../../schema/release/release.ts';
import { front, send } from '../http/tiny.ts';
import { small } from '../record/small-content.ts';

/** A server of a small content, which can be edited. */
async function serve() {
  const both = await mkdtemp(join(tmpdir(), 'communique-'));
  const content = join(both, 'content');
  const folder = await dataFolder(join(both, 'data'));
  const write = async (title: string): Promise<string> => {
    for (const [name, text] of Object.entries({
      ...small,
      'dataset.yaml': `title: ${title}\nlicence: CC0-1.0\n`,
    })) {
      await mkdir(dirname(join(content, name)), { recursive: true });
      await writeFile(join(content, name), text);
    }
    const outcome = await readContent(content);
    if (!outcome.ok) throw new Error('the small content has problems');
    return compile(outcome.corpus).id;
  };
  const live = { release: await write('First') };
  const thread = contentThread(content);
  const open = () => localDumps(folder, thread.dump, async () => live.release);
  const dumps = open();
  const { handler } = front(undefined, dumps.answer);
  const server = await listen(handler, '127.0.0.1', 0);
  const base = `http://127.0.0.1:${server.port}`;
  return {
    content,
    thread,
    folder,
    live,
    write,
    dumps,
    open,
    handler,
    base,
    at: (name: string) => `${base}/dumps/${live.release}/${name}`,
    async end() {
      await server.close(0);
      await thread.end();
      await rm(both, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A server for a test that edits its content, or the files that it writes. */
async function served() {
  const server = await serve();
  onTestFinished(server.end);
  return server;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (response: Response): Promise<Uint8Array> =>
  new Uint8Array(await response.arrayBuffer());

describe('the download from the local server', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.end());

  test('has every listed file, complete and for ever', async () => {
    const { dumps, live, at } = server;
    const list = await dumps.lists.of(live);
    expect(list.map(({ name }) => name)).toContain('csv/meetings.csv');
    for (const { name, mediaType, bytes, sha256: sum } of list) {
      const response = await fetch(at(name));
      expect(response.status, name).toBe(200);
      expect(Object.fromEntries(response.headers), name).toMatchObject({
        'content-type': mediaType,
        'content-length': String(bytes),
        etag: `"${sum}"`,
        'cache-control': 'public, max-age=31536000, immutable',
        'access-control-allow-origin': '*',
        'x-content-type-options': 'nosniff',
      });
      expect(sha256(await bytesOf(response)), name).toBe(sum);
    }
    const listed = (await (await fetch(at(DUMP_LIST))).json()) as { release: string; files: readonly Dump[] };
    expect(listed).toEqual({ release: live.release, files: list });
  });

  test('answers HEAD with the headers of GET', async () => {
    const { at } = server;
    const [get, head] = [await fetch(at('README.txt')), await fetch(at('README.txt'), { method: 'HEAD' })];
    const named = ({ headers }: Response) =>
      ['content-type', 'content-length', 'etag', 'cache-control', 'accept-ranges'].map((name) =>
        headers.get(name),
      );
    expect(head.status).toBe(200);
    expect(named(head)).toEqual(named(get));
    expect(await head.text()).toBe('');
  });

  test.each<[range: string, status: number, first: number, end: number | undefined]>([
    ['bytes=0-9', 206, 0, 10],
    ['bytes=5-5', 206, 5, 6],
    ['bytes=10-', 206, 10, undefined],
    ['bytes=-7', 206, -7, undefined],
    ['bytes=0-999999999', 206, 0, undefined],
    ['bytes=-999999999', 206, 0, undefined],
    ['bytes=9-5', 200, 0, undefined],
    ['bytes=0-1,3-4', 200, 0, undefined],
    ['lines=0-1', 200, 0, undefined],
    ['bytes=-', 200, 0, undefined],
  ])('answers the range %s with %d', async (range, status, first, end) => {
    const { at } = server;
    const whole = await (await fetch(at('README.txt'))).text();
    const response = await fetch(at('README.txt'), { headers: { range } });
    expect(response.status).toBe(status);
    const part = whole.slice(first, end);
    expect(await response.text()).toBe(part);
    if (status !== 206) return;
    const from = whole.indexOf(part);
    expect(response.headers.get('content-range')).toBe(
      `bytes ${from}-${from + part.length - 1}/${whole.length}`,
    );
  });

  test.each(['bytes=999999-', 'bytes=-0'])(
    'refuses the range %s, which is not in the file',
    async (range) => {
      const { at } = server;
      const response = await fetch(at('README.txt'), { headers: { range } });
      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toMatch(/^bytes \*\/\d+$/);
    },
  );

  test('does not send again what a client has, and continues only what has not changed', async () => {
    const { at } = server;
    const etag = (await fetch(at('README.txt'))).headers.get('etag') ?? '';
    const status = async (headers: Record<string, string>) =>
      (await fetch(at('README.txt'), { headers })).status;
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': '"other"' })).toBe(200);
    expect(await status({ range: 'bytes=0-1', 'if-range': etag })).toBe(206);
    expect(await status({ range: 'bytes=0-1', 'if-range': '"other"' })).toBe(200);
  });

  test.each([
    'nothing.csv',
    '',
    'csv',
    'csv/',
    '../../communique.txt',
    '..%2f..%2fcommunique.txt',
    '%2e%2e/%2e%2e/communique.txt',
    'csv/../README.txt',
    './README.txt',
    '//etc/passwd',
    'README.txt%00',
    'readme.txt',
  ])('has nothing at %j', async (name) => {
    const { handler, live } = server;
    const response = await send(
      { handler, log: [], store: { release: '', edition: 1 } },
      'GET',
      `/dumps/${live.release}/${name}`,
    );
    expect(response.status).toBe(404);
    expect(Buffer.from(response.body).toString()).toContain('"NOT_FOUND"');
  });

  test.each([
    '/dumps/',
    '/dumps/README.txt',
    `/dumps/${'0'.repeat(64)}/README.txt`,
    '/dumps/../dumps/x/README.txt',
  ])('has nothing at %s', async (path) => {
    const { base } = server;
    expect((await fetch(base + path)).status).toBe(404);
  });

  test('accepts no other method', async () => {
    const { at } = server;
    expect((await fetch(at('README.txt'), { method: 'POST' })).status).toBe(405);
  });
});

describe('the download of content that changes', () => {
  test('is made on demand, once, however many clients request it', async () => {
    const { dumps, live, folder } = await served();
    expect(await readdir(folder.path)).not.toContain('dumps');
    const lists = await Promise.all([dumps.lists.of(live), dumps.lists.of(live), dumps.lists.of(live)]);
    expect(new Set(lists).size).toBe(1);
    expect(await readdir(folder.dumps)).toEqual([live.release]);
  });

  test('is kept for a while after the next release goes live, even across a restart', async () => {
    const { live, write, thread, open, dumps, at, folder } = await served();
    const first = at('README.txt');
    expect((await fetch(first)).status).toBe(200);
    const made = [live.release];
    for (const title of ['Second', 'Third', 'Fourth']) {
      live.release = await write(title);
      await thread.read();
      expect((await fetch(at('README.txt'))).status, title).toBe(200);
      made.push(live.release);
    }
    expect((await readdir(folder.dumps)).toSorted()).toEqual(made.slice(-3).toSorted());
    expect((await fetch(first)).status).toBe(404);
    const again = open();
    expect(await again.lists.of({ release: made[1] ?? '' })).toEqual(
      await dumps.lists.of({ release: made[1] ?? '' }),
    );
  });

  test('is rebuilt if a file was truncated', async () => {
    const { at, folder, live } = await served();
    const whole = await (await fetch(at('csv/meetings.csv'))).text();
    await truncate(join(folder.dumps, live.release, 'csv/meetings.csv'), 5);
    expect(await (await fetch(at('csv/meetings.csv'))).text()).toBe(whole);
  });

  test('is briefly unavailable, never wrong, if the content is not that of the release', async () => {
    const { at, write, live, dumps } = await served();
    const { release } = live;
    const next = await write('An edit that is not live yet');
    const response = await fetch(at('README.txt'));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.text()).toContain('"DUMPS_UNAVAILABLE"');
    await expect(dumps.lists.of({ release })).rejects.toThrow(`dumps/${release}/${DUMP_LIST} cannot be used`);
    live.release = next;
    expect((await fetch(at('README.txt'))).status).toBe(200);
  });

  test('is made from what was read for the release, whatever has happened to the content since', async () => {
    const { at, content, folder, write, thread } = await served();
    await thread.read();
    await writeFile(join(content, 'dataset.yaml'), 'titel: x\n');
    expect(await thread.read()).toMatchObject({ ok: false });
    expect((await fetch(at('README.txt'))).status).toBe(200);
    await rm(folder.dumps, { recursive: true });
    await write('An edit that is not live yet');
    expect(await thread.read()).toMatchObject({ ok: true });
    expect(await (await fetch(at('README.txt'))).text()).toContain('First');
  });

  test('waits for a read in progress if the release is from an earlier start', async () => {
    const { at, thread } = await served();
    const reading = thread.read();
    expect((await fetch(at('README.txt'))).status).toBe(200);
    expect(await reading).toMatchObject({ ok: true });
  });
});
