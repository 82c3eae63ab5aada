import { hash } from 'node:crypto';
import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isIgnored } from '../../schema/record/read/ignored.ts';

/** The code that makes a release from the content, and the packages that it uses. */
const CODE = ['schema', 'package-lock.json'].map((name) =>
  fileURLToPath(new URL(`../../${name}`, import.meta.url)),
);

/**
 * Milliseconds for which a file must be unchanged before its timestamps can be trusted: within one tick of
 * the file system's clock it may change again and keep them.
 */
const TICK = 2_000;

/** Tells whether files have changed, without reading them. */
export interface Stamp {
  /** Hash of the path, size, times and identity of every file. */
  readonly hash: string;
  /** False if a file was changed so recently that another change might go unnoticed. */
  readonly isSettled: boolean;
}

/** The stamp of a content folder, and of the code that makes a release from it. */
export async function stampOf(content: string, now = Date.now()): Promise<Stamp> {
  const files = await Promise.all([content, ...CODE].map(filesIn));
  const stamps = await Promise.all(files.flat().map(stampOfFile));
  return {
    hash: hash('sha256', [process.version, ...stamps.map(({ text }) => text).sort()].join('\n')),
    isSettled: stamps.every(({ changed }) => changed < now - TICK),
  };
}

/** The files and folders in a folder, or the file itself. */
async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const inside = entries.map(({ parentPath, name }) => join(parentPath, name));
  return [path, ...inside.filter((each) => !each.slice(path.length).split(sep).some(isIgnored))];
}

async function stampOfFile(path: string): Promise<{ text: string; changed: number }> {
  const stats = await lstat(path, { bigint: true }).catch(() => undefined);
  // It disappeared while the files were listed; reading the content reports what is missing. Only our own
  // code may be missing permanently.
  if (!stats) return { text: `${path} gone`, changed: CODE.includes(path) ? 0 : Infinity };
  const { size, mtimeNs, ctimeNs, ino, ctimeMs } = stats;
  return { text: [path, size, mtimeNs, ctimeNs, ino].join(' '), changed: Number(ctimeMs) };
}
