import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentId } from '../../functions/graphql/persisted-documents.ts';
import { ask, copyOfContent, start, temporaryFolder } from './process.ts';

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);

/** Enough to notice a missing, doubled or stale row: counters, lists by index, and what stands in the rows. */
const EVERYTHING = `{
  dataset { release meetings participants statements topics from to }
  meetings(first: 100) { totalCount nodes { slug title } }
  statements(first: 100) { totalCount nodes { id text } }
  topics(first: 100) { totalCount nodes { slug prefLabel } }
}`;

describe('a first start', () => {
  it('serves the content, and says where and how', async () => {
    const local = start({ DATA_DIR: await temporaryFolder() });
    const url = await local.url();
    expect(await ask(url, '{ dataset { meetings } }')).toEqual({ dataset: { meetings: 3_289 } });
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(local.output()).toContain(`curl ${url}/graphql`);
  });

  it('serves the playground with all that its page loads', async () => {
    const local = start({ DATA_DIR: await temporaryFolder() });
    const url = await local.url();
    const page = await (await fetch(url)).text();
    const paths = Array.from(page.matchAll(/(?:href|src)="(\/assets[^"]+)"/g), ([, path]) => path);
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect((await fetch(`${url}${path}`)).status, path).toBe(200);
    expect(local.output()).not.toContain('/assets/');
  });

  it('answers the documented operations by their ids', async () => {
    const local = start({ DATA_DIR: await temporaryFolder() });
    const url = await local.url();
    for (const name of ['Dataset', 'Latest']) {
      const id = documentId(await readFile(new URL(`${name}.graphql`, OPERATIONS), 'utf8'));
      const response = await fetch(`${url}/graphql?documentId=${id}`);
      expect(response.status).toBe(200);
      expect(await response.json()).not.toHaveProperty('errors');
    }
  });

  it('writes no control characters where nobody watches', async () => {
    const local = start({ DATA_DIR: await temporaryFolder() });
    await local.url();
    expect(local.output()).not.toContain('\r');
    expect(local.output()).not.toContain('\u001b');
  });

  it('lets a request that comes too early wait for the first release', async () => {
    const local = start({ DATA_DIR: await temporaryFolder() });
    const [, port] = await local.says(/port (\d+)/);
    expect(await ask(`http://127.0.0.1:${port}`, '{ dataset { meetings } }')).toEqual({
      dataset: { meetings: 3_289 },
    });
  });

  it('keeps away from a folder that holds something else', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'thesis.txt'), 'all of it');
    const local = start({ DATA_DIR: folder });
    expect(await local.ended).toBe(1);
    expect(local.output()).toContain('holds other files');
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });
});

describe('content with problems', () => {
  it('is told with file and line, and nothing is touched', async () => {
    const content = await copyOfContent();
    await writeFile(join(content, 'dataset.yaml'), 'titel: x\n');
    const data = await temporaryFolder();
    const local = start({ CONTENT_DIR: content, DATA_DIR: data });
    expect(await local.ended).toBe(1);
    expect(local.output()).toMatch(/dataset\.yaml:1:1: /);
    expect(await readdir(data)).toEqual([]);
  });
});

describe('a later start', () => {
  it('keeps the data of an unchanged release', async () => {
    const data = await temporaryFolder();
    const first = start({ DATA_DIR: data });
    const before = await ask(await first.url(), EVERYTHING);
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = start({ DATA_DIR: data });
    expect(await ask(await second.url(), EVERYTHING)).toEqual(before);
    expect(second.output()).toContain('already in the database');
  });

  it('serves whole data again after it was killed while idle', async () => {
    const data = await temporaryFolder();
    const first = start({ DATA_DIR: data });
    const before = await ask(await first.url(), EVERYTHING);
    first.kill('SIGKILL');
    await first.ended;
    const second = start({ DATA_DIR: data });
    expect(await ask(await second.url(), EVERYTHING)).toEqual(before);
  });

  it('rebuilds what a start left that was killed in the middle of writing', async () => {
    const data = await temporaryFolder();
    const first = start({ DATA_DIR: data });
    await first.says(/Writing/);
    await grown(join(data, 'database'), 300_000);
    first.kill('SIGKILL');
    await first.ended;
    expect(await readdir(data)).not.toContain('release');

    const second = start({ DATA_DIR: data });
    const clean = start({ DATA_DIR: await temporaryFolder() });
    expect(await ask(await second.url(), EVERYTHING)).toEqual(await ask(await clean.url(), EVERYTHING));
    expect(await readFile(join(data, 'release'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('brings the data up to content that changed in between', async () => {
    const content = await copyOfContent();
    const data = await temporaryFolder();
    const env = { CONTENT_DIR: content, DATA_DIR: data };
    const first = start(env);
    await first.url();
    first.kill('SIGTERM');
    await first.ended;
    await retitle(content, 'Changed between two starts');
    const second = start(env);
    const { meetings } = await ask(await second.url(), '{ meetings(first: 100) { nodes { title } } }');
    expect(meetings).toMatchObject({
      nodes: expect.arrayContaining([{ title: 'Changed between two starts' }]),
    });
    expect(second.output()).toMatch(/Release \S+: .*; \d+ rows written/);
  });

  it('rebuilds a database that does not open', async () => {
    const data = await temporaryFolder();
    const first = start({ DATA_DIR: data });
    await first.url();
    first.kill('SIGTERM');
    await first.ended;
    for (const file of await readdir(join(data, 'database')))
      await writeFile(join(data, 'database', file), 'broken');
    const second = start({ DATA_DIR: data });
    expect(await ask(await second.url(), '{ dataset { meetings } }')).toEqual({
      dataset: { meetings: 3_289 },
    });
  });
});

describe('what stands in the way is said with its remedy', () => {
  it('another start on the same data folder', async () => {
    const data = await temporaryFolder();
    const first = start({ DATA_DIR: data });
    const url = await first.url();
    const second = start({ DATA_DIR: data });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`Process ${first.pid} already serves from this data folder`);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('a busy port', async () => {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const { port } = busy.address() as AddressInfo;
    const data = await temporaryFolder();
    const local = start({ DATA_DIR: data, PORT: String(port) });
    expect(await local.ended).toBe(1);
    expect(local.output()).toContain(`Port ${port} is in use by another program.`);
    expect(local.output()).toContain(`--port ${port + 1}`);
    expect(await readdir(data)).not.toContain('lock');
    busy.close();
  });

  it('an option that is none', async () => {
    const local = start({}, ['--prot', '4000']);
    expect(await local.ended).toBe(1);
    expect(local.output()).toContain('--prot');
    expect(local.output()).not.toMatch(/\n\s+at /);
  });
});

describe('the end', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s comes at once, is clean and frees the folder',
    async (signal) => {
      const data = await temporaryFolder();
      const local = start({ DATA_DIR: data });
      const url = await local.url();
      await fetch(`${url}/health`);
      const started = performance.now();
      local.kill(signal);
      expect(await local.ended).toBe(0);
      // Below the grace period: a kept-alive connection must not be waited for.
      expect(performance.now() - started).toBeLessThan(1_500);
      expect(await readdir(data)).not.toContain('lock');
    },
  );

  it('in the middle of writing leaves no claim that the data is whole', async () => {
    const data = await temporaryFolder();
    const local = start({ DATA_DIR: data });
    await local.says(/Writing/);
    local.kill('SIGINT');
    local.kill('SIGINT');
    expect(await local.ended).toBe(0);
    const second = start({ DATA_DIR: data });
    expect(await ask(await second.url(), '{ dataset { meetings } }')).toEqual({
      dataset: { meetings: 3_289 },
    });
  });
});

describe('an edit', () => {
  it('that is valid is live soon, and one that is not changes nothing and says why', async () => {
    const content = await copyOfContent();
    const local = start({ CONTENT_DIR: content, DATA_DIR: await temporaryFolder() });
    const url = await local.url();
    const titles = async () => JSON.stringify(await ask(url, '{ meetings(first: 100) { nodes { title } } }'));

    let said = local.saysNext(/Release (\w+): .*\d+ rows written/);
    const { file, source } = await retitle(content, 'First edit');
    const [, release] = await said;
    expect(await titles()).toContain('First edit');
    expect((await ask(url, '{ dataset { release } }')).dataset).toMatchObject({
      release: expect.stringContaining(release ?? ''),
    });

    said = local.saysNext(/goes on being served/);
    await writeFile(file, source.replace('form:', 'fomr:'));
    await said;
    expect(local.output()).toMatch(/\.yaml:\d+:\d+: /);
    expect(await titles()).toContain('First edit');

    said = local.saysNext(/Release .*rows written/);
    await retitle(content, 'Second edit', { file, source });
    await said;
    expect(await titles()).toContain('Second edit');
  });
});

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
