import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startReplies } from '../../functions/code-cache/replies.ts';
import type { Bundles } from '../../infra/bundle/bundle.ts';
import { recordReplies } from '../../infra/bundle/record-replies.ts';

/** Puts a code cache made on this machine beside the endpoint's code, as the deployed builder does. */
export async function addCodeCache(bundles: Bundles): Promise<void> {
  const { graphql, codeCache } = bundles;
  await recordReplies(bundles);
  const replies = await startReplies(join(codeCache.folder, 'replies.json'));
  try {
    const program = [join(codeCache.folder, 'warm.js'), codeCache.folder, graphql.folder];
    await promisify(execFile)(process.execPath, program, { env: { REPLIES: replies.address } });
  } finally {
    await replies.close();
  }
}
