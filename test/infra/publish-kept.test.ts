import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { MORE, publishing } from './publishing.ts';

const world = publishing();
const { releases, published } = world;

describe('npm run publish, with kept releases', () => {
  test.each([
    [
      'overwritten',
      (file: string) => world.files.spoil(file, 100),
      /is damaged between bytes \d+ and \d+\.\n/,
    ],
    [
      'empty',
      (file: string) => world.files.put(file, new Uint8Array()),
      /is damaged between bytes \d+ and \d+\.\n/,
    ],
    ['removed', (file: string) => world.files.remove(file), /is missing\.\n/],
  ])('names the file of a kept release that was %s, and continues without it', async (how, spoil, wanted) => {
    const { run, shown, said, file } = await published();
    spoil(file);
    const refused = await run({ release: releases.First.id });
    expect(refused).toMatch(wanted);
    expect(refused).toContain(`The release file s3://${file} `);
    expect(await shown()).toBe('Third');
    // Its content brings it back, and the next one can do without what it says of itself.
    expect(await run({ content: 'First' })).toBe(0);
    expect(await shown()).toBe('First');
    expect(await run({ content: 'Third' })).toBe(0);
    // An overwritten one still says what it holds.
    const changes =
      how === 'overwritten'
        ? new RegExp(` ${MORE} changed`)
        : /^The changes cannot be shown\. The release file s3:/;
    expect(said).toContainEqual(expect.stringMatching(changes));
    expect(said.at(-1)).toMatch(/^Live: /);
  });

  test('neither writes nor uploads files of a release that is already kept', async () => {
    const { run, shown, bucket } = await published();
    const before = world.files.asked.length;
    vi.stubEnv('TMPDIR', join(world.home, 'nowhere'));
    try {
      expect(await run({ content: 'Third' })).toBe(0);
      expect(await run({ content: 'First' })).toBe(0);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(await shown()).toBe('First');
    expect(world.files.asked.slice(before).filter((each) => each.startsWith(`PUT ${bucket}/`))).toEqual([]);
  });

  test('reads only the kept releases whose id has the given beginning', async () => {
    const { run, bucket } = await published();
    const before = world.files.asked.length;
    expect(await run({ release: releases.First.id.slice(0, 12) })).toBe(0);
    const manifests = world.files.asked.slice(before).filter((each) => each.includes(`${bucket}/manifests/`));
    // The one to go back to, and the one before, to say what changed.
    expect(manifests).toEqual([
      `LIST ${bucket}/manifests/${releases.First.id.slice(0, 12)}`,
      `GET ${bucket}/manifests/${releases.First.id}.json`,
      `GET ${bucket}/manifests/${releases.Third.id}.json`,
    ]);
  });
});
