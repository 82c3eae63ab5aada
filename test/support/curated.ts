import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';

/** Copies the records that are written by hand, without the imported collections: where a test writes every row many times. */
export const copyCurated = (into: string): Promise<void> =>
  cp('content', into, { recursive: true, filter: (path) => !path.endsWith('.jsonl') });

/** The corpus of those records. */
export async function curatedCorpus(): Promise<Corpus> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-curated-'));
  try {
    await copyCurated(folder);
    const outcome = await readContent(folder);
    if (!outcome.ok) throw new Error(`the curated content has ${outcome.problems.length} problems`);
    return outcome.corpus;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
