import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bundles } from './bundle.ts';

/**
 * Adds `replies.json`, DynamoDB's replies to the documented operations, to the code-cache function. They are
 * recorded in a separate process with the endpoint's environment.
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
 * The same for a deploy, which continues if recording fails: the endpoint then gets its code without a cache.
 * Resolves with the bundles to deploy. The function without replies gets a different hash; under the same
 * hash it would stay in the asset bucket, and no later deploy of the same code would get a cache.
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
