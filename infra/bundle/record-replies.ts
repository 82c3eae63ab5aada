import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bundles } from './bundle.ts';

/**
 * Puts `replies.json` beside the function that makes the code cache: what DynamoDB says to the documented operations. It is
 * recorded in a process of its own, which takes the endpoint's environment.
 */
export async function recordReplies({ graphql, codeCache }: Bundles): Promise<void> {
  const recorder = fileURLToPath(new URL('reply-recorder.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [
    recorder,
    graphql.folder,
    join(codeCache.folder, 'replies.json'),
  ]);
}
