import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { checkCycles } from './check/cycles.ts';
import { checkIds } from './check/ids.ts';
import { namesOf } from './check/known-ids.ts';
import { checkMeetings } from './check/meetings.ts';
import { checkReferences } from './check/references.ts';
import type { Corpus, Dataset } from './corpus.ts';
import { checkRemoved, checkReuse, checkUnrecorded } from './ids/check-ledger.ts';
import { type Ledger, ledgerOf } from './ids/ledger.ts';
import { type LedgerRead, readLedger } from './ids/read-ledger.ts';
import { listContent } from './read/folder.ts';
import { locate } from './read/locate.ts';
import {
  compare,
  compareProblems,
  formatProblem,
  type LocatedProblem,
  type Problem,
} from './read/problem.ts';
import { ProblemList } from './read/problem-list.ts';
import { type Reading, readDataset, readRecords } from './read/read-records.ts';
import type { Kept } from './read/record-read.ts';
import type { Fault } from './value/fault.ts';

export { formatProblem, type LocatedProblem } from './read/problem.ts';

/** What is wrong, in the order of files, lines and columns; of very many problems the first, and how many more there are. */
interface Problems {
  readonly problems: LocatedProblem[];
  readonly leftOut: number;
}

/**
 * The corpus, or what is wrong with the content. `unrecorded` is what the ledger of statement ids lacks: the content can be read, but must
 * not be released before `npm run check -- --fix` has brought the ledger up to date.
 */
export type Outcome = { ok: true; corpus: Corpus; unrecorded: LocatedProblem[] } | ({ ok: false } & Problems);

/** A line for each problem, and one for those left out. */
export function linesOfProblems({ problems, leftOut }: Problems): string[] {
  const more = leftOut === 0 ? [] : [`… and ${leftOut.toLocaleString('en')} more.`];
  return [...problems.map(formatProblem), ...more];
}

/**
 * Reads and checks a content folder. Nothing is given as a corpus unless all of it is valid. Rejects only when the file system does
 * (a file that may not be read, say), never because of what is written.
 */
export async function readContent(dir: string): Promise<Outcome> {
  const nameFile = fileNamer(dir);
  const located = async (problems: Iterable<Problem>) =>
    (await locate([...problems], dir, nameFile)).sort(compareProblems);
  const fault = await faultOfFolder(dir);
  if (fault)
    return { ok: false, problems: await located([{ file: '', line: 1, column: 1, ...fault }]), leftOut: 0 };
  const problems = new ProblemList();
  const { files, problems: misplaced, hasDataset } = await listContent(dir);
  problems.add(misplaced);
  const head = hasDataset ? await readDataset(dir, problems) : undefined;
  const reading = await readRecords(dir, files, problems);
  const ledger = await readLedger(dir);
  problems.add(ledger.problems);
  checkTogether(reading, ledgerOf(ledger.entries), problems);
  if (!problems.isEmpty || !head)
    return { ok: false, problems: await located(problems.kept), leftOut: problems.leftOut };
  return {
    ok: true,
    corpus: corpusOf(head, reading),
    unrecorded: await located(unrecordedIds(reading, ledger)),
  };
}

function unrecordedIds({ records }: Reading, { exists, entries }: LedgerRead): Problem[] {
  const list = new ProblemList();
  if (exists) list.add(checkUnrecorded(records.meetings, ledgerOf(entries)));
  list.add(checkRemoved(records.meetings, entries));
  return list.kept;
}

function checkTogether({ records, complete }: Reading, ledger: Ledger, problems: ProblemList): void {
  const names = namesOf(records, complete);
  problems.add(checkIds(records));
  problems.add(checkReferences(records, names));
  problems.add(checkCycles(records));
  problems.add(checkMeetings(records, names.participants));
  problems.add(checkReuse(records.meetings, ledger));
}

function corpusOf({ title, licence }: Dataset, { records }: Reading): Corpus {
  const { participants, topics, series, meetings } = records;
  return {
    title,
    licence,
    participants: wholesOf(participants),
    topics: wholesOf(topics),
    series: wholesOf(series),
    meetings: wholesOf(meetings),
  };
}

function wholesOf<W extends L & { id: string }, L>(kept: readonly Kept<W, L>[]): W[] {
  return kept.flatMap(({ whole }) => whole ?? []).sort((a, b) => compare(a.id, b.id));
}

async function faultOfFolder(dir: string): Promise<Fault | undefined> {
  const stats = await stat(dir).catch(() => undefined);
  if (!stats)
    return { found: 'no such folder', right: 'give the folder that holds meetings, participants and topics' };
  return stats.isDirectory()
    ? undefined
    : { found: 'a file', right: 'give the folder that holds meetings, participants and topics' };
}

/** Names files as they can be opened from the working folder: relative within it or where `dir` is, absolute where `dir` is and lies outside. */
function fileNamer(dir: string): (file: string) => string {
  const inside = relative(process.cwd(), resolve(dir));
  const base = inside.startsWith('..') && isAbsolute(dir) ? dir : inside;
  return (file) => (join(base, file) || '.').replaceAll('\\', '/');
}
