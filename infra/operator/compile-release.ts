import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LocalDump } from '../../functions/seed/kept-dumps.ts';
import { type ReleaseFile, writeReleaseFile } from '../../functions/seed/release-file.ts';
import { linesOfProblems, readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { writeDumps } from '../../schema/release/dumps/write-dumps.ts';
import { compile, type Release } from '../../schema/release/release.ts';

/** A release and the corpus that it was compiled from. */
interface Compiled {
  readonly corpus: Corpus;
  readonly release: Release;
}

/** The content is invalid; the message lists all problems, one per line. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

/**
 * Checks and compiles a folder of content.
 *
 * @throws ContentError if anything is wrong with any record
 */
export async function compileContent(content: string): Promise<Compiled> {
  const outcome = await readContent(content);
  const found = outcome.ok ? { problems: outcome.unrecorded, leftOut: 0 } : outcome;
  if (!outcome.ok || found.problems.length > 0) throw new ContentError(linesOfProblems(found).join('\n'));
  return compiled(outcome.corpus);
}

/** Checks and compiles a folder of content into files below `into`. */
export const compileRelease = async (content: string, into: string): Promise<ReleaseFile> =>
  writeRelease(await compileContent(content), into);

/**
 * Placeholder for a release when only stacks other than the data stack are deployed: the app needs a file to
 * describe all stacks, whatever the state of the content. If it is deployed by mistake, the seed rejects it,
 * because the release in the file has a different id.
 */
export async function noRelease(into: string): Promise<ReleaseFile> {
  const nothing = { title: '', licence: '', participants: [], topics: [], series: [], meetings: [] };
  return { ...(await writeRelease(compiled(nothing), into)), id: 'none' };
}

const compiled = (corpus: Corpus): Compiled => ({ corpus, release: compile(corpus) });

/** Writes the files of a release below `into`. */
export async function writeRelease({ corpus, release }: Compiled, into: string): Promise<ReleaseFile> {
  const path = join(into, 'release.ndjson.gz');
  const index = await writeReleaseFile(release, path);
  const searchIndex = join(into, 'release.index');
  await writeFile(searchIndex, release.index);
  const { id, head } = release;
  const dumps = await dumpsOf(corpus, id, into);
  return { id, path, sha256: await sha256Of(path), index, head, searchIndex, dumps };
}

/**
 * The files of the download, named by their checksums, with the extension that the seed's permissions
 * require.
 */
async function dumpsOf(corpus: Corpus, release: string, into: string): Promise<LocalDump[]> {
  const folder = join(into, 'dumps');
  const written = await writeDumps(corpus, release, folder);
  const dumps = written.map((dump) => ({ ...dump, path: join(into, `${dump.sha256}.dump`) }));
  for (const { name, path } of dumps) await rename(join(folder, name), path);
  return dumps;
}

async function sha256Of(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}
