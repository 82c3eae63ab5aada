import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Span, writeReleaseFile } from '../../functions/seed/release-file.ts';
import { linesOfProblems, readContent } from '../../schema/record/content.ts';
import { compile } from '../../schema/release/release.ts';
import type { Head } from '../../schema/store/rows.ts';

/** A compiled release on disk, ready to be shipped. */
export interface ReleaseFile {
  readonly id: string;
  readonly path: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  /** Where in the file its index lies. */
  readonly index: Span;
  readonly head: Head;
  /** File of the search index, which the head names by its hash. */
  readonly searchIndex: string;
}

/** The content has problems; the message is all of them, a line each. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

/**
 * Checks and compiles a folder of content into a file below `into`.
 *
 * @throws ContentError when anything is wrong with any record
 */
export async function compileRelease(content: string, into: string): Promise<ReleaseFile> {
  const outcome = await readContent(content);
  const found = outcome.ok ? { problems: outcome.unrecorded, leftOut: 0 } : outcome;
  if (!outcome.ok || found.problems.length > 0) throw new ContentError(linesOfProblems(found).join('\n'));
  const release = compile(outcome.corpus);
  const path = join(into, 'release.ndjson.gz');
  const index = await writeReleaseFile(release, path);
  const searchIndex = join(into, 'release.index');
  await writeFile(searchIndex, release.index);
  return { id: release.id, path, sha256: await sha256Of(path), index, head: release.head, searchIndex };
}

async function sha256Of(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}
