import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { checkCycles } from './check/cycles.ts';
import { checkIds } from './check/ids.ts';
import { namesOf } from './check/known-ids.ts';
import { MeetingChecks } from './check/meeting-checks.ts';
import { checkReferences } from './check/references.ts';
import type { Corpus, Dataset, Meeting } from './corpus.ts';
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
import { readDataset, readLists, readMeetings } from './read/read-records.ts';
import { ContentMemory } from './read/record-memory.ts';
import type { Complete, Kept, KeptMeeting, Lists } from './read/record-read.ts';
import type { Fault } from './value/fault.ts';

export { formatProblem, type LocatedProblem } from './read/problem.ts';

/**
 * The problems, ordered by file, line and column; if there are too many, the first ones and the number left
 * out.
 */
interface Problems {
  readonly problems: LocatedProblem[];
  readonly leftOut: number;
}

/**
 * The corpus, or the problems of the content. `unrecorded` is what is missing from the ledger of statement
 * ids: the content can be read, but must not be released until `npm run check -- --fix` has updated the
 * ledger.
 */
export type Outcome = { ok: true; corpus: Corpus; unrecorded: LocatedProblem[] } | ({ ok: false } & Problems);

/** One line per problem, and one for those left out. */
export function linesOfProblems({ problems, leftOut }: Problems): string[] {
  const more = leftOut === 0 ? [] : [`… and ${leftOut.toLocaleString('en')} more.`];
  return [...problems.map(formatProblem), ...more];
}

/**
 * Reads and checks a content folder. Returns a corpus only if all of it is valid. Rejects only on file system
 * errors (such as an unreadable file), never because of the content.
 */
export const readContent = (dir: string): Promise<Outcome> => read(dir, undefined);

/**
 * Reads one content folder repeatedly, as `readContent` does, and validates only what is new each time. An
 * unchanged record is the same object as before.
 */
export function contentReader(dir: string): () => Promise<Outcome> {
  const memory = new ContentMemory();
  return () => read(dir, memory);
}

async function read(dir: string, memory: ContentMemory | undefined): Promise<Outcome> {
  const meetings: Meeting[] = [];
  const outcome = await examine(dir, (meeting) => meetings.push(meeting), memory);
  memory?.turn();
  if (!outcome.ok) return outcome;
  const { head, lists, unrecorded } = outcome;
  const corpus: Corpus = {
    title: head.title,
    licence: head.licence,
    participants: wholesOf(lists.participants),
    topics: wholesOf(lists.topics),
    series: wholesOf(lists.series),
    meetings: meetings.sort(byId),
  };
  return { ok: true, corpus, unrecorded };
}

/** Number of records in valid content. */
interface Counts {
  meetings: number;
  statements: number;
  participants: number;
  topics: number;
}

/**
 * Checks a content folder as `readContent` does, without keeping its meetings, so that memory is needed only
 * for ids, whatever the size of the content.
 */
export async function checkContent(
  dir: string,
): Promise<{ ok: true; counts: Counts; unrecorded: LocatedProblem[] } | ({ ok: false } & Problems)> {
  let [meetings, statements] = [0, 0];
  const outcome = await examine(dir, (meeting) => {
    meetings += 1;
    statements += meeting.statements.length;
  });
  if (!outcome.ok) return outcome;
  const { lists, unrecorded } = outcome;
  const counts = {
    meetings,
    statements,
    participants: lists.participants.length,
    topics: lists.topics.length,
  };
  return { ok: true, counts, unrecorded };
}

type Examined =
  | { ok: true; head: Dataset; lists: Lists; unrecorded: LocatedProblem[] }
  | ({ ok: false } & Problems);

/** Reads and checks everything; passes each valid meeting to `use`. */
async function examine(
  dir: string,
  use: (meeting: Meeting) => void,
  memory?: ContentMemory,
): Promise<Examined> {
  const nameFile = fileNamer(dir);
  const located = async (problems: readonly Problem[]) =>
    (await locate(problems, dir, nameFile)).sort(compareProblems);
  const fault = await faultOfFolder(dir);
  if (fault)
    return { ok: false, problems: await located([{ file: '', line: 1, column: 1, ...fault }]), leftOut: 0 };

  const problems = new ProblemList();
  const { files, problems: misplaced, hasDataset } = await listContent(dir);
  problems.add(misplaced);
  const head = hasDataset ? await readDataset(dir, problems) : undefined;
  const ledger = await readLedger(dir);
  problems.add(ledger.problems);

  const { lists, complete } = await readLists(dir, files, problems, memory);
  const names = namesOf(lists, complete);
  problems.add(checkIds(lists));
  problems.add(checkReferences(lists, names));
  problems.add(checkCycles(lists));

  const checks = new MeetingChecks(
    lists,
    names,
    ledger,
    memory?.passed(circumstancesOf(lists, complete, ledger)),
  );
  const check = (kept: KeptMeeting) => {
    problems.add(checks.check(kept));
    if (kept.whole) use(kept.whole);
  };
  const reading = await readMeetings(dir, files, problems, check, memory);
  problems.add(checks.finish(reading.complete));
  if (!problems.isEmpty || !head)
    return { ok: false, problems: await located(problems.kept), leftOut: problems.leftOut };
  return { ok: true, head, lists, unrecorded: await located(checks.unrecorded()) };
}

/** What the checks of a meeting depend on besides the meeting. */
const circumstancesOf = ({ participants, topics, series }: Lists, complete: Complete, ledger: LedgerRead) => [
  participants.map(({ links: { id, kind } }) => [id, kind]),
  [...topics, ...series].map(({ links }) => links.id),
  topics.length,
  complete,
  ledger.exists,
  ledger.entries.map(({ meeting, id, gone }) => [meeting, id, gone]),
];

function wholesOf<W extends L & { id: string }, L>(kept: readonly Kept<W, L>[]): W[] {
  return kept.flatMap(({ whole }) => whole ?? []).sort(byId);
}

const byId = (a: { id: string }, b: { id: string }) => compare(a.id, b.id);

async function faultOfFolder(dir: string): Promise<Fault | undefined> {
  const stats = await stat(dir).catch(() => undefined);
  if (!stats)
    return { found: 'no such folder', right: 'give the folder that holds meetings, participants and topics' };
  return stats.isDirectory()
    ? undefined
    : { found: 'a file', right: 'give the folder that holds meetings, participants and topics' };
}

/**
 * Names files so that they can be opened from the working folder: relative if they are inside it or if `dir`
 * is relative, absolute if `dir` is absolute and outside it.
 */
function fileNamer(dir: string): (file: string) => string {
  const inside = relative(process.cwd(), resolve(dir));
  const base = inside.startsWith('..') && isAbsolute(dir) ? dir : inside;
  return (file) => (join(base, file) || '.').replaceAll('\\', '/');
}
