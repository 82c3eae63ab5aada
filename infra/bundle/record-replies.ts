import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bundles } from './bundle.ts';

/**
 * Puts `replies.json` beside the function that makes the code cache: what DynamoDB says to the documented
 * operations. It is recorded in a process of its own, which takes the endpoint's environment.
 *
 * @throws Error that says why nothing could be recorded
 */
export async function recordReplies({ graphql, codeCache }: Bundles): Promise<void> {
  const recorder = fileURLToPath(new URL('reply-recorder.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [
    recorder,
    graphql.folder,
    join(codeCache.folder, 'replies.json'),
  ]);
}

/**
 * The same for a deploy, which goes on without: the endpoint then gets its code without a cache. Resolves
 * with the bundles to deploy. The function without replies has a hash of its own, since under the hash of the
 * whole one it would stay in the bucket of assets and keep every later deploy of the same code from a cache.
 */
export async function tryToRecordReplies(bundles: Bundles): Promise<Bundles> {
  try {
    await recordReplies(bundles);
    return bundles;
  } catch (error) {
    console.error(
      `The endpoint will start without a code cache: ${error instanceof Error ? error.message : error}`,
    );
    const { codeCache } = bundles;
    await writeFile(join(codeCache.folder, 'replies.json'), '{}');
    const hash = createHash('sha256').update(codeCache.hash).update('without replies').digest('hex');
    return { ...bundles, codeCache: { ...codeCache, hash } };
  }
}
