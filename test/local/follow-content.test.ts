import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { CompiledRelease } from '../../infra/local/compiled-release.ts';
import { compiledHere } from '../../infra/local/compiled-release.ts';
import type { ContentRead, ValidContent } from '../../infra/local/content-thread.ts';
import { dataFolder } from '../../infra/local/data-folder.ts';
import { follower } from '../../infra/local/follow-content.ts';
import { readContent } from '../../schema/record/content.ts';
import { compile } from '../../schema/release/release.ts';
import { small, withContent } from '../record/small-content.ts';
import { temporaryFolder } from './process.ts';

const smallRelease = (): Promise<CompiledRelease> =>
  withContent(small, async (dir) => {
    const outcome = await readContent(dir);
    if (!outcome.ok) throw new Error('the content is valid');
    return compiledHere(compile(outcome.corpus));
  });

/** A follower, what it says, and which releases it publishes and tidies. */
async function following(read: () => Promise<ContentRead>) {
  const folder = await dataFolder(await temporaryFolder());
  const [lines, published, tidied]: [string[], string[], string[]] = [[], [], []];
  const edits = follower({
    content: { read },
    folder,
    database: { isDamaged: () => false },
    publisher: {
      async publish({ id }) {
        published.push(id);
        return { written: 1, deleted: 0 };
      },
      tidy: ({ id }) => tidied.push(id),
    },
    store: { refresh() {} },
    terminal: {
      say: (line) => lines.push(line),
      complain: (line) => lines.push(line),
      progress() {},
    },
    release: 'the release of before',
  });
  return { edits, folder, lines, published, tidied };
}

describe('a record for the next start that cannot be written', () => {
  async function unnoted() {
    const release = await smallRelease();
    const read: ValidContent = { ok: true, release, stamp: { hash: 'x', isSettled: true } };
    const all = await following(async () => read);
    // Writing a file in the place of a folder fails for every user.
    await mkdir(`${all.folder.compiled}-new`);
    return { ...all, read };
  }

  test('does not end the start, which explains the consequence in one line', async () => {
    const { edits, read, lines, tidied } = await unnoted();
    await edits.served(read);
    expect(lines).toEqual([
      expect.stringMatching(/^The next start takes longer, because .+ could not be written: .+\.$/),
    ]);
    expect(tidied).toEqual([read.release.id]);
  });

  test('does not report a live edit as anything else', async () => {
    const { edits, read, lines, published, tidied } = await unnoted();
    edits.edited();
    await edits.close();
    expect(published).toEqual([read.release.id]);
    expect(tidied).toEqual(published);
    expect(lines.join('\n')).toMatch(/^Release .+\nThe next start takes longer/);
    expect(lines.join('\n')).not.toContain('not live');
  });
});
