import { hash } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isIgnored } from '../../schema/record/read/ignored.ts';

/** What a release is made with: the code that reads and compiles, and the packages that it uses. */
const CODE = ['schema', 'package-lock.json'].map((name) =>
  fileURLToPath(new URL(`../../${name}`, import.meta.url)),
);

/**
 * Milliseconds for which a file must have rested before its times prove anything: within one tick of the file
 * system's clock it may change again and keep them.
 */
const TICK = 2_000;

/** What tells from the outside whether files have changed. */
export interface Stamp {
  /** Of path, size, times and identity of every file. */
  readonly hash: string;
  /** False when a file was changed so shortly before that another change of it might not show. */
  readonly isSettled: boolean;
}

/** The stamp of a content folder, and of the code that makes a release of it. */
export async function stampOf(content: string, now = Date.now()): Promise<Stamp> {
  const files = await Promise.all([content, ...CODE].map(filesIn));
  const stamps = await Promise.all(files.flat().map(stampOfFile));
  return {
    hash: hash('sha256', [process.version, ...stamps.map(({ text }) => text).sort()].join('\n')),
    isSettled: stamps.every(({ changed }) => changed < now - TICK),
  };
}

/** The files in a folder and the folders themselves, or the file itself. */
async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const inside = entries.map(({ parentPath, name }) => join(parentPath, name));
  return [path, ...inside.filter((each) => !each.slice(path.length).split(sep).some(isIgnored))];
}

async function stampOfFile(path: string): Promise<{ text: string; changed: number }> {
  const stats = await lstat(path, { bigint: true }).catch(() => undefined);
  // It went while the files were listed, and whoever reads the content says what is missing. Only of our own
  // code may something be missing for good.
  if (!stats) return { text: `${path} gone`, changed: CODE.includes(path) ? 0 : Infinity };
  const { size, mtimeNs, ctimeNs, ino, ctimeMs } = stats;
  return { text: [path, size, mtimeNs, ctimeNs, ino].join(' '), changed: Number(ctimeMs) };
}
