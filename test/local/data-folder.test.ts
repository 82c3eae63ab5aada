import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder, unusable } from '../../infra/local/data-folder.ts';
import { StartError } from '../../infra/local/start-error.ts';
import { smallContent, start, temporaryFolder } from './process.ts';

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';

/** Makes the trouble at a path that is free. */
type Trouble = (path: string) => Promise<unknown>;

const folderWith =
  (mode: number): Trouble =>
  async (path) => {
    await mkdir(path);
    await chmod(path, mode);
  };

const TROUBLES: [what: string, make: Trouble, reason: string, isPossible: boolean][] = [
  ['a file', (path) => writeFile(path, ''), 'it is not a folder', true],
  ['a link to itself', (path) => symlink(path, path), 'a symbolic link to itself', isLinux],
  ['a link to nothing', (path) => symlink(`${path}-gone/x`, path), 'cannot be created there', isLinux],
  ['read-only', folderWith(0o500), 'access to it is denied', isLinux && !isRoot],
  ['forbidden', folderWith(0), 'access to it is denied', isLinux && !isRoot],
  [
    'on a full disk',
    async (path) => {
      await mkdir(path);
      await symlink('/dev/full', join(path, 'communique.txt'));
    },
    'the disk is full',
    isLinux,
  ],
  [
    'blocked by a folder where a file belongs',
    (path) => mkdir(join(path, 'communique.txt'), { recursive: true }),
    'a folder where a file belongs',
    true,
  ],
];

const free = async () => join(await temporaryFolder(), 'data');

describe('a data folder', () => {
  it('is created with its parent folders', async () => {
    const path = join(await free(), 'a', 'b');
    expect(await dataFolder(path)).toMatchObject({ path });
    expect(await readdir(path)).toEqual(['communique.txt']);
    expect(await dataFolder(path)).toMatchObject({ path });
  });

  for (const [what, make, reason, isPossible] of TROUBLES) {
    // Root may write anywhere, so that a case which needs rights to be missing is none.
    if (!isPossible) continue;
    it(`that is ${what} is refused in one sentence`, async () => {
      const path = await free();
      await make(path);
      await expect(dataFolder(path)).rejects.toBeInstanceOf(StartError);
      await expect(dataFolder(path)).rejects.toThrow(`The data folder ${path} cannot be used: `);
      await expect(dataFolder(path)).rejects.toThrow(reason);
    });
  }

  it
    .runIf(isLinux)
    .each(['/proc/communique', '/proc/1/communique/x', '/sys/communique', '/dev/null', '/dev/null/x'])(
    'at %s is refused in one sentence',
    async (path) => {
      await expect(dataFolder(path)).rejects.toThrow(`The data folder ${path} cannot be used: `);
    },
  );

  it.each([`/${'x'.repeat(300)}`, `/tmp/${'x/'.repeat(3_000)}`])(
    'with too long a name is refused in one sentence (%#)',
    async (path) => {
      await expect(dataFolder(path)).rejects.toThrow('its name is too long');
    },
  );

  it("is named in the database's own errors about the disk", () => {
    const level = (message: string) =>
      new Error('Database failed to open', { cause: new Error(`IO error: /d/000004.log: ${message}`) });
    for (const [message, reason] of [
      ['No space left on device', 'the disk is full'],
      ['Permission denied', 'access to it is denied'],
      ['Read-only file system', 'its file system is read-only'],
      ['Disk quota exceeded', 'the disk quota is used up'],
      ['Input/output error', 'the disk reports an error'],
    ] as const) {
      expect(unusable('/d', level(message))).toMatchObject({ message: expect.stringContaining(reason) });
    }
    const other = new TypeError('x is not a function');
    expect(unusable('/d', other)).toBe(other);
  });

  it('that cannot be used ends the start with one line and exit code 1', async () => {
    const path = await free();
    await writeFile(path, '');
    const local = start({ CONTENT_DIR: await smallContent(), DATA_DIR: path });
    expect(await local.ended).toBe(1);
    const lines = local.output().trim().split('\n');
    expect(lines.filter((line) => !/playground/i.test(line))).toEqual([
      `The data folder ${path} cannot be used: it is not a folder. Choose another with --data.`,
    ]);
  });
});
