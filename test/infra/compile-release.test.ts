import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReleaseFile, type Span } from '../../functions/seed/release-file.ts';
import { noRelease } from '../../infra/operator/compile-release.ts';

test('a seed rejects the placeholder for a release', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'communique-none-'));
  try {
    const { id, index, path } = await noRelease(folder);
    const bytes = await readFile(path);
    const read = async ({ first, last }: Span) => bytes.subarray(first, last + 1);
    await expect(openReleaseFile({ name: path, read }, index, id)).rejects.toThrow(
      /^The release file .* holds [0-9a-f]{64}, not none\.$/,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
