import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYOUT as INDEX_LAYOUT } from '../../schema/release/index/layout.ts';
import { LAYOUT as ROW_LAYOUT } from '../../schema/store/keys.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const SCRIPT = fileURLToPath(new URL('print-index-hash.ts', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'communique-bytes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/**
 * All participants, who are named in three scripts, and some of the meetings: written in the order given,
 * below other names.
 */
async function copied(name: string, nameOf: (file: string) => string, isReversed: boolean): Promise<string> {
  const into = join(folder, name);
  const files = (await readdir(CONTENT, { recursive: true, withFileTypes: true }))
    .filter((each) => each.isFile() && /\.(yaml|jsonl)$/.test(each.name))
    .map((each) => join(each.parentPath, each.name).slice(CONTENT.length + 1))
    .sort();
  for (const file of isReversed ? files.toReversed() : files) {
    const all = await readFile(join(CONTENT, file), 'utf8');
    const lines = all
      .trimEnd()
      .split('\n')
      .filter(file.startsWith('meetings') && file.endsWith('.jsonl') ? isKept : () => true);
    const target = join(
      into,
      dirname(file),
      file.endsWith('.jsonl') ? nameOf(basename(file)) : basename(file),
    );
    await mkdir(dirname(target), { recursive: true });
    await writeFile(
      target,
      file.endsWith('.jsonl') ? `${(isReversed ? lines.toReversed() : lines).join('\n')}\n` : all,
    );
  }
  return into;
}

/** Every eighth meeting of a collection, and none that lies within another. */
const isKept = (line: string, at: number): boolean => at % 8 === 0 && !line.includes('"within"');

async function hashOf(content: string, environment: Record<string, string>, flags: string[] = []) {
  const { PATH = '' } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, SCRIPT, content], {
    env: { PATH, ...environment },
  });
  return stdout;
}

test('the same content makes the same bytes in any locale, time zone and order of files', async () => {
  const [here, elsewhere] = await Promise.all([
    copied('here', (file) => file, false),
    copied('elsewhere', (file) => `z-${file}`, true),
  ]);
  const hashes = await Promise.all([
    hashOf(here, { LANG: 'C', TZ: 'UTC' }),
    hashOf(elsewhere, { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' }),
    // Old and new code of V8 for the same loops, and another heap.
    hashOf(here, { LC_ALL: 'zh_CN.UTF-8', TZ: 'America/St_Johns' }, ['--no-opt', '--max-semi-space-size=1']),
  ]);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(hashes).size).toBe(1);
});

test('a new index layout comes with a new row layout', () => {
  // Whoever changes one of the two looks at both: code of before must keep an index that it can read.
  expect([ROW_LAYOUT, INDEX_LAYOUT]).toEqual([3, 2]);
});
