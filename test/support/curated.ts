import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyHandWritten } from '../../infra/bundle/hand-written.ts';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus, Meeting } from '../../schema/record/corpus.ts';

/** Copies the records that are written by hand: where a test writes every row many times. */
export const copyCurated = (into: string): Promise<void> => copyHandWritten('content', into);

let curated: Promise<Corpus> | undefined;

/** The corpus of those records, read once for all tests of a worker: nobody may change it. */
export function curatedCorpus(): Promise<Corpus> {
  curated ??= readCurated();
  return curated;
}

async function readCurated(): Promise<Corpus> {
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

/** The corpus of four of them, and whom they name: where a test writes every row dozens of times. */
export async function fewMeetings(): Promise<Corpus> {
  const { meetings } = await curatedCorpus();
  const few = meetings.filter(({ within }) => within === undefined).slice(0, 4);
  return partOfCurated((meeting) => few.includes(meeting));
}

/** The corpus of some of them, and whom they name. */
export async function partOfCurated(isWanted: (meeting: Meeting) => boolean): Promise<Corpus> {
  const corpus = await curatedCorpus();
  const meetings = corpus.meetings.filter(isWanted);
  const text = JSON.stringify(meetings);
  const participants = corpus.participants
    .filter(({ id }) => text.includes(`"${id}"`))
    .map((participant) => ({ ...participant, predecessors: [] }));
  return { ...corpus, meetings, participants };
}

/**
 * Copies those of these records that a deployment needs to show what it does: three meetings of some thirty,
 * and all that they name.
 */
export async function copyFew(into: string): Promise<void> {
  const isLeftOut = (path: string) =>
    /meetings.+\.yaml$/.test(path) && !FEW.some((meeting) => path.endsWith(`${meeting}.yaml`));
  await cp('content', into, {
    recursive: true,
    filter: (path) => !path.endsWith('.jsonl') && !isLeftOut(path),
  });
  const ids = join(into, 'statement-ids.txt');
  const lines = (await readFile(ids, 'utf8')).split('\n');
  const kept = lines.filter(
    (line) => /^#|^$/.test(line) || FEW.some((meeting) => line.startsWith(`${meeting} `)),
  );
  await writeFile(ids, kept.join('\n'));
}

const FEW = ['2023-02-18-us-china-munich', '2023-06-18-us-china-beijing', '2023-11-15-us-china-woodside'];
