import { cp, mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { watchContent } from '../../infra/local/watch-content.ts';
import { temporaryFolder } from './process.ts';

let end: (() => Promise<void>) | undefined;
afterEach(() => end?.());

/** A watched folder with a file, and a promise of the next callback. */
async function watched(make?: (dir: string) => Promise<unknown>) {
  const dir = join(await temporaryFolder(), 'content');
  if (make) await make(dir);
  else await mkdir(dir);
  await mkdir(join(dir, 'meetings'), { recursive: true });
  await writeFile(join(dir, 'meetings', 'a.yaml'), 'title: a');
  let called: () => void = () => {};
  const told: string[] = [];
  end = await watchContent(
    dir,
    () => called(),
    (message) => told.push(message),
  );
  const next = () =>
    new Promise<void>((resolve) => {
      called = resolve;
    });
  return { dir, next, told };
}

/** Edits until that is noticed: nothing says when the new folder is watched. */
async function isNoticed(dir: string, next: () => Promise<void>): Promise<true> {
  let isOver = false;
  const noticed = next().then(() => {
    isOver = true;
  });
  for (let edit = 0; !isOver; edit += 1) {
    await writeFile(join(dir, 'meetings', 'a.yaml'), `title: ${edit}`);
    await Promise.race([noticed, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  }
  return true;
}

/** Ways in which another folder comes to stand at the path. */
const REPLACEMENTS: [string, (dir: string) => Promise<unknown>][] = [
  [
    'moved away and copied',
    async (dir) => {
      await rename(dir, `${dir}.old`);
      await cp(`${dir}.old`, dir, { recursive: true });
    },
  ],
  [
    'exchanged for a folder made beside it',
    async (dir) => {
      await cp(dir, `${dir}.new`, { recursive: true });
      await rename(dir, `${dir}.old`);
      await rename(`${dir}.new`, dir);
    },
  ],
  [
    'deleted and made again at once',
    async (dir) => {
      await cp(dir, `${dir}.new`, { recursive: true });
      await rm(dir, { recursive: true });
      await cp(`${dir}.new`, dir, { recursive: true });
    },
  ],
  [
    'deleted and made again inside, as by a checkout',
    async (dir) => {
      await rm(join(dir, 'meetings'), { recursive: true });
      await mkdir(join(dir, 'meetings'));
    },
  ],
  [
    'replaced together with the folder above it',
    async (dir) => {
      const above = join(dir, '..');
      await cp(above, `${above}-new`, { recursive: true });
      await rename(above, `${above}-old`);
      await rename(`${above}-new`, above);
      await rm(`${above}-old`, { recursive: true });
    },
  ],
  [
    'made a link to a copy',
    async (dir) => {
      await rename(dir, `${dir}.real`);
      await symlink(`${dir}.real`, dir);
    },
  ],
];

describe('a watched folder', () => {
  it.each(REPLACEMENTS)(
    'that is %s tells that it changed, and goes on being watched',
    async (_how, replace) => {
      const { dir, next, told } = await watched();
      const first = next();
      await replace(dir);
      await first;
      // Twice: the second edit is one of the folder as it stays.
      expect(await isNoticed(dir, next)).toBe(true);
      expect(await isNoticed(dir, next)).toBe(true);
      expect(told).toEqual([]);
    },
  );

  it.runIf(process.platform !== 'win32')(
    'behind a link that comes to lead elsewhere goes on being watched',
    async () => {
      const other = await temporaryFolder();
      await mkdir(join(other, 'meetings'));
      const { dir, next } = await watched(async (path) => {
        await mkdir(`${path}.one`);
        await symlink(`${path}.one`, path);
      });
      const changed = next();
      await unlink(dir);
      await symlink(other, dir);
      await changed;
      expect(await isNoticed(dir, next)).toBe(true);
    },
  );

  it('reports that it was removed, and that it is back', async () => {
    const { dir, next } = await watched();
    const gone = next();
    await rename(dir, `${dir}.old`);
    await gone;
    const back = next();
    await rename(`${dir}.old`, dir);
    await back;
    expect(await isNoticed(dir, next)).toBe(true);
  });

  it('that never stops changing is reported even so', async () => {
    const { dir, next } = await watched();
    const called = next();
    let isOver = false;
    const told = called.then(() => {
      isOver = true;
    });
    while (!isOver) {
      await writeFile(join(dir, 'meetings', 'b.yaml'), String(Math.random()));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await told;
  });
});
