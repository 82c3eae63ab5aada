import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFolder } from '../../infra/local/data-folder.ts';
import { localDumps } from '../../infra/local/dump-files.ts';
import { DUMP_LIST, formatDumpList } from '../../schema/release/dumps/format.ts';
import { temporaryFolder } from './process.ts';

describe('downloads of several releases', () => {
  const [first, second, killed] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [
    string,
    string,
    string,
  ];
  const asked = (release: string) => ({
    ...{ method: 'GET', path: `/dumps/${release}/${DUMP_LIST}`, query: '', headers: {} },
    body: undefined,
  });

  /** Downloads that are written when a test says so. */
  async function heldUp() {
    const folder = await dataFolder(await temporaryFolder());
    const begun: string[] = [];
    const gates = new Map([first, second].map((release) => [release, Promise.withResolvers<void>()]));
    const starts = new Map([first, second].map((release) => [release, Promise.withResolvers<void>()]));
    const live = { release: first };
    const dumps = localDumps(
      folder,
      async (release, into) => {
        begun.push(release);
        starts.get(release)?.resolve();
        await gates.get(release)?.promise;
        await writeFile(join(into, DUMP_LIST), formatDumpList(release, []));
      },
      async () => live.release,
    );
    return {
      ...{ folder, dumps, live, begun },
      started: (release: string) => starts.get(release)?.promise,
      finish: (release: string) => gates.get(release)?.resolve(),
    };
  }

  test('that are made at the same time are each made once', async () => {
    const { dumps, live, begun, started, finish, folder } = await heldUp();
    const ofFirst = [dumps.answer(asked(first)), dumps.answer(asked(first))];
    await started(first);
    live.release = second;
    const ofSecond = [dumps.answer(asked(second))];
    await started(second);
    finish(first);
    await Promise.all(ofFirst);
    ofSecond.push(dumps.answer(asked(second)));
    // Time enough for a second attempt to begin.
    expect(await dumps.answer(asked(killed))).toBeUndefined();
    finish(second);
    for (const answer of await Promise.all([...ofFirst, ...ofSecond])) expect(answer?.status).toBe(200);
    expect(begun).toEqual([first, second]);
    expect((await readdir(folder.dumps)).toSorted()).toEqual([first, second]);
  });

  test('do not count what a killed process left unfinished, and remove it', async () => {
    const { dumps, live, finish, folder } = await heldUp();
    finish(first);
    finish(second);
    await dumps.answer(asked(first));
    for (const digit of ['c', 'd', 'e']) await mkdir(join(folder.dumps, `${digit.repeat(64)}.new`));
    live.release = second;
    await dumps.answer(asked(second));
    expect((await readdir(folder.dumps)).toSorted()).toEqual([first, second]);
  });
});
