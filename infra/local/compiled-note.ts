import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Stamp, stampOf } from './file-stamp.ts';

/** The release that the content was compiled to, and the stamp of the files at that time. */
interface Note {
  readonly stamp: string;
  readonly release: string;
}

/**
 * The release that the content compiles to, if no file has changed since it was recorded; undefined if it
 * must be compiled.
 */
export async function notedRelease(file: string, content: string): Promise<string | undefined> {
  try {
    const { stamp, release } = JSON.parse(await readFile(file, 'utf8')) as Note;
    return (await stampOf(content)).hash === stamp ? release : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Records, for the next start, the release that the content compiled to. The stamp must be taken before the
 * content is read.
 */
export async function noteRelease(file: string, { hash: stamp }: Stamp, release: string): Promise<void> {
  await writeFile(`${file}-new`, JSON.stringify({ stamp, release } satisfies Note));
  await rename(`${file}-new`, file);
}
