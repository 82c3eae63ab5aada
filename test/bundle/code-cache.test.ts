import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundleFunctions } from '../../infra/bundle/bundle.ts';
import { addCodeCache } from '../../infra/bundle/code-cache.ts';

const LOADER = resolve('infra/bundle/loader.cjs');
let scratch: string;
let bundle: Bundle;
let cache: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'communique-cache-'));
  bundle = await addCodeCache((await bundleFunctions(scratch)).graphql);
  cache = join(bundle.folder, `function-${process.version}-${process.arch}.cache`);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Loads the function in a process of its own; tells what it exports and whether V8 refused the cache (null without one). */
async function load(): Promise<{ exports: string[]; refused: boolean | null }> {
  const program = `
    const { script, exports } = require(${JSON.stringify(LOADER)}).load(${JSON.stringify(bundle.folder)});
    console.log(JSON.stringify({ exports: Object.keys(exports), refused: script.cachedDataRejected ?? null }));`;
  const environment = {
    TABLE: 't',
    VERSION: 'v',
    DEPLOYMENT_SECRET: 's',
    ORIGIN: 'function',
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'k',
    AWS_SECRET_ACCESS_KEY: 'k',
    URL_SUFFIX: 'amazonaws.com',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { env: environment });
  return JSON.parse(stdout);
}

describe('the function that answers', () => {
  it('leaves nothing of a request to the old heap for who might abort it', async () => {
    const code = await readFile(join(bundle.folder, 'function.js'), 'latin1');
    expect(code.match(/\babortResultPromise:\(\)=>/g)).toHaveLength(1);
    expect(/\.(abortResultPromise|resolverAbortController)=/.test(code)).toBe(false);
  });
});

describe('the code cache of the function that answers', () => {
  it('is taken by the Node that made it', async () => {
    expect(await load()).toEqual({ exports: ['handler'], refused: false });
  });

  it('is of the code that is there: the hash of the bundle does not change with it', async () => {
    const again = await addCodeCache((await bundleFunctions(join(scratch, 'again'))).graphql);
    expect(again.hash).toBe(bundle.hash);
    expect(await readFile(join(again.folder, 'function.js'), 'latin1')).toBe(
      await readFile(join(bundle.folder, 'function.js'), 'latin1'),
    );
  });

  it('holds up nothing when it is damaged, or for another Node', async () => {
    const whole = await readFile(cache);
    await writeFile(cache, whole.subarray(0, whole.length / 2));
    expect(await load()).toEqual({ exports: ['handler'], refused: true });
    await rm(cache);
    await writeFile(join(bundle.folder, 'function-v1.0.0-vax.cache'), whole);
    expect(await load()).toEqual({ exports: ['handler'], refused: null });
    expect(await readdir(bundle.folder)).toContain('index.js');
  });

  it('lies beside code in plain ASCII, as the loader reads it', async () => {
    const code = await readFile(join(bundle.folder, 'function.js'));
    expect(code.every((byte) => byte < 0x80)).toBe(true);
  });
});
