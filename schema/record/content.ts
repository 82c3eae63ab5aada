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
import type { Finding, Spot } from './read/finding.ts';
import { listContent } from './read/folder.ts';
import { locate } from './read/locate.ts';
import { compare, compareProblems, type Problem } from './read/problem.ts';
import { type Reading, readDataset, readRecords } from './read/read-records.ts';
import type { Kept } from './read/record-read.ts';
import type { Fault } from './value/fault.ts';
import { printable } from './value/printable.ts';

export { formatProblem, type Problem } from './read/problem.ts';

/**
 * The corpus, or every problem of the run in the order of files, lines and columns. `unrecorded` is what the ledger of statement ids lacks:
 * the content can be read, but must not be released before `npm run check -- --fix` has brought the ledger up to date.
 */
export type Outcome =
  | { ok: true; corpus: Corpus; unrecorded: Problem[] }
  | { ok: false; problems: Problem[] };

/**
 * Reads and checks a content folder. Nothing is given as a corpus unless all of it is valid. Rejects only when the file system does
 * (a file that may not be read, say), never because of what is written.
 */
export async function readContent(dir: string): Promise<Outcome> {
  const nameFile = fileNamer(dir);
  const fault = await faultOfFolder(dir);
  if (fault) return { ok: false, problems: [{ file: nameFile(''), line: 1, column: 1, ...fault }] };
  const { files, spots, hasDataset } = await listContent(dir);
  const head = hasDataset ? await readDataset(dir) : { findings: [], spots: [] };
  const reading = await readRecords(dir, files);
  const ledger = await readLedger(dir);
  const findings = [
    ...head.findings,
    ...reading.findings,
    ...checkTogether(reading, ledgerOf(ledger.entries)),
  ];
  const located = await locate(findings, dir, nameFile);
  const inOrder = (all: readonly Spot[]) => all.map(problemIn(nameFile)).sort(compareProblems);
  const problems = inOrder([...spots, ...head.spots, ...reading.spots, ...ledger.spots, ...located]);
  if (problems.length > 0 || !head.dataset) return { ok: false, problems };
  const unrecorded = await locate(unrecordedIds(reading, ledger), dir, nameFile);
  return {
    ok: true,
    corpus: corpusOf(head.dataset, reading),
    unrecorded: inOrder([...unrecorded, ...removedIds(reading, ledger)]),
  };
}

function unrecordedIds({ records }: Reading, { exists, entries }: LedgerRead): Finding[] {
  return exists ? checkUnrecorded(records.meetings, ledgerOf(entries)) : [];
}

function removedIds({ records }: Reading, { entries }: LedgerRead): Spot[] {
  return checkRemoved(records.meetings, entries);
}

function checkTogether({ records, complete }: Reading, ledger: Ledger): Finding[] {
  const names = namesOf(records, complete);
  return [
    ...checkIds(records),
    ...checkReferences(records, names),
    ...checkCycles(records),
    ...checkMeetings(records, names.participants),
    ...checkReuse(records.meetings, ledger),
  ];
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

function problemIn(nameFile: (file: string) => string): (spot: Spot) => Problem {
  return ({ source, line, column, found, right }) => ({
    file: nameFile(source.file),
    line,
    column,
    found: printable(found),
    right: printable(right),
  });
}

/** Names files as they can be opened from the working folder: relative within it or where `dir` is, absolute where `dir` is and lies outside. */
function fileNamer(dir: string): (file: string) => string {
  const inside = relative(process.cwd(), resolve(dir));
  const base = inside.startsWith('..') && isAbsolute(dir) ? dir : inside;
  return (file) => (join(base, file) || '.').replaceAll('\\', '/');
}
