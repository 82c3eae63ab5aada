import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { documentId } from '../../functions/graphql/persisted-documents.ts';
import { curatedCorpus } from '../support/curated.ts';
import { embedded } from '../support/embedded.ts';
import { ask as askSchema } from '../support/table.ts';
import { ask, copyOfCurated, smallContent, start, temporaryFolder } from './process.ts';

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);

/**
 * Enough to notice a missing, doubled or stale row: counters, lists by index, and what stands in the rows.
 */
const EVERYTHING = `{
  dataset { release meetings participants statements topics from to }
  meetings(first: 100) { totalCount nodes { slug title } }
  statements(first: 100) { totalCount nodes { id text } }
  topics(first: 100) { totalCount nodes { slug prefLabel } }
}`;

describe('content', () => {
  it('is served from the first start, and kept by the next, even after a kill', async () => {
    const env = { CONTENT_DIR: await smallContent(), DATA_DIR: await temporaryFolder() };
    const first = start(env);
    const [, port] = await first.says(/port (\d+)/);
    // A request that comes too early waits for the first release, or is told to come again.
    const early = askUntilStarted(`http://127.0.0.1:${port}`);
    const url = await first.url();
    const before = await early;
    const { port: servedOn } = new URL(url);
    expect(servedOn).toBe(port);
    expect(before).toMatchObject({ dataset: { meetings: expect.any(Number) } });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(first.output()).toContain(`curl ${url}/graphql`);
    // Nobody watches, so that nothing is redrawn or coloured.
    for (const control of ['\r', '\u001b']) expect(first.output()).not.toContain(control);

    const page = await (await fetch(url)).text();
    const paths = Array.from(page.matchAll(/(?:href|src)="(\/assets[^"]+)"/g), ([, path]) => path);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect((await fetch(`${url}${path}`)).status, path).toBe(200);
    expect(first.output()).not.toContain('/assets/');

    for (const name of ['Dataset', 'Latest']) {
      const id = documentId(await readFile(new URL(`${name}.graphql`, OPERATIONS), 'utf8'));
      const response = await fetch(`${url}/graphql?documentId=${id}`);
      expect(response.status).toBe(200);
      expect(await response.json()).not.toHaveProperty('errors');
    }

    const other = start(env);
    expect(await other.ended).toBe(1);
    expect(other.output()).toContain(`Process ${first.pid} is already using this data folder`);

    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = start(env);
    expect(await ask(await second.url(), EVERYTHING)).toEqual(before);
    expect(second.output()).toContain('already in the database');
    second.kill('SIGKILL');
    await second.ended;
    const third = start(env);
    expect(await ask(await third.url(), EVERYTHING)).toEqual(before);
  }, 600_000);
});

describe('a start', () => {
  it('leaves a folder with other contents alone', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'thesis.txt'), 'all of it');
    const local = start({ CONTENT_DIR: await smallContent(), DATA_DIR: folder });
    expect(await local.ended).toBe(1);
    expect(local.output()).toContain('contains other files');
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  it('reports problems of the content with file and line, and touches nothing', async () => {
    const content = await smallContent();
    await writeFile(join(content, 'dataset.yaml'), 'titel: x\n');
    const data = await temporaryFolder();
    const local = start({ CONTENT_DIR: content, DATA_DIR: data });
    expect(await local.ended).toBe(1);
    expect(local.output()).toMatch(/dataset\.yaml:1:1: /);
    expect(await readdir(data)).toEqual([]);
  });

  it('reports a busy port, and releases the data folder', async () => {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const { port } = busy.address() as AddressInfo;
    const env = { CONTENT_DIR: await smallContent(), DATA_DIR: await temporaryFolder() };
    const local = start({ ...env, PORT: String(port) });
    expect(await local.ended).toBe(1);
    expect(local.output()).toContain(`Port ${port} is in use by another program.`);
    expect(local.output()).toContain(`--port ${port + 1}`);
    busy.close();
  });

  it('names an unknown option, without a stack trace', async () => {
    const local = start({}, ['--prot', '4000']);
    expect(await local.ended).toBe(1);
    expect(local.output()).toContain('--prot');
    expect(local.output()).not.toMatch(/\n\s+at /);
  });
});

describe('a later start', () => {
  it('shows what changed in between, even if length and time of its file are the same, and then serves the data at once', async () => {
    const content = await smallContent();
    const env = { CONTENT_DIR: content, DATA_DIR: await temporaryFolder() };
    const note = join(env.DATA_DIR, 'compiled.json');
    const first = start(env);
    await first.url();
    const before = await written(note);
    first.kill('SIGKILL');
    await first.ended;

    const { file, source } = await retitle(content, 'x');
    const { atime, mtime } = await stat(file);
    const title = /^title: (.*)$/m.exec(source)?.[1] ?? '';
    await writeFile(file, source.replace(title, 'Y'.repeat(title.length)));
    await utimes(file, atime, mtime);
    const second = start(env);
    expect(await titles(await second.url())).toContain('Y'.repeat(title.length));
    expect(second.output()).toMatch(/Release \S+: .*; \d+ rows written/);
    await written(note, before);
    second.kill('SIGINT');
    expect(await second.ended).toBe(0);

    // Nothing has changed, so that the content is read behind the server; an edit meanwhile is live as any
    // other.
    const third = start(env);
    const url = await third.url();
    expect(third.output()).toContain('already in the database');
    await retitle(content, 'Edited at once', { file, source });
    while (!(await titles(url)).includes('Edited at once')) await delay(50);
  }, 600_000);

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'rebuilds what a start left that was ended by %s in the middle of writing',
    async (signal) => {
      const env = { CONTENT_DIR: await copyOfCurated(), DATA_DIR: await temporaryFolder() };
      const first = start(env);
      await first.says(/Writing/);
      if (signal === 'SIGKILL') await grown(join(env.DATA_DIR, 'database'), 300_000);
      first.kill(signal);
      first.kill(signal);
      expect(await first.ended).toBe(signal === 'SIGKILL' ? null : 0);
      const second = start(env);
      expect(await ask(await second.url(), EVERYTHING)).toEqual(await curatedAnswer());
    },
    600_000,
  );
});

let ofCurated: Promise<unknown> | undefined;

/** The answer of a store that nothing has disturbed. */
function curatedAnswer(): Promise<unknown> {
  ofCurated ??= (async () => {
    const { store, close } = await embedded(await curatedCorpus());
    try {
      const { data } = await askSchema(store, EVERYTHING);
      return structuredClone(data);
    } finally {
      await close();
    }
  })();
  return ofCurated;
}

describe('an edit', () => {
  it('goes live soon if valid; an invalid one changes nothing and says why; even if nobody reads the output', async () => {
    const content = await smallContent();
    const local = start({ CONTENT_DIR: content, DATA_DIR: await temporaryFolder() });
    const url = await local.url();

    let said = local.saysNext(/Release (\w+): .*\d+ rows written/);
    const { file, source } = await retitle(content, 'First edit');
    const [, release] = await said;
    expect(await titles(url)).toContain('First edit');
    expect((await ask(url, '{ dataset { release } }')).dataset).toMatchObject({
      release: expect.stringContaining(release ?? ''),
    });

    said = local.saysNext(/is still live/);
    await writeFile(file, source.replace('form:', 'fomr:'));
    await said;
    expect(local.output()).toMatch(/\.yaml:\d+:\d+: /);
    expect(await titles(url)).toContain('First edit');

    // `npm start 2>&1 | head`: the next line of either stream has no reader.
    local.stopReading();
    await retitle(content, 'Second edit', { file, source });
    while (!(await titles(url)).includes('Second edit'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    await writeFile(file, 'form: [');
    for (let request = 0; request < 20; request += 1) expect(await titles(url)).toContain('Second edit');
    local.kill('SIGTERM');
    expect(await local.ended).toBe(0);
  });
});

async function askUntilStarted(url: string): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await ask(url, EVERYTHING).catch((error: Error) => error);
    if (!(answer instanceof Error)) return answer;
    expect(answer.message).toContain('"STARTING"');
  }
}

const titles = async (url: string) =>
  JSON.stringify(await ask(url, '{ meetings(first: 100) { nodes { title } } }'));

/** Resolves with the text of a file once there is another one than before. */
async function written(file: string, before = ''): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text !== before) return text;
    await delay(50);
  }
}

/** Gives the first meeting another title. */
async function retitle(content: string, title: string, known?: { file: string; source: string }) {
  const year = join(content, 'meetings', (await readdir(join(content, 'meetings'))).sort()[0] ?? '');
  const file = known?.file ?? join(year, (await readdir(year)).sort()[0] ?? '');
  const source = known?.source ?? (await readFile(file, 'utf8'));
  await writeFile(file, source.replace(/^title: .*$/m, `title: ${title}`));
  return { file, source };
}

/** Resolves once the files of a folder are together this large. */
async function grown(folder: string, bytes: number): Promise<void> {
  for (;;) {
    const files = await readdir(folder).catch(() => []);
    const sizes = await Promise.all(
      files.map((file) =>
        stat(join(folder, file)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    if (sizes.reduce((sum, size) => sum + size, 0) >= bytes) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
