import { checkGone, checkReuse, checkUnrecorded } from '../ids/check-ledger.ts';
import { type Ledger, ledgerOf } from '../ids/ledger.ts';
import type { LedgerRead } from '../ids/read-ledger.ts';
import { PROBLEM_LIMIT } from '../limits.ts';
import type { Meeting } from '../meeting.ts';
import type { Problem } from '../read/problem.ts';
import { ProblemList } from '../read/problem-list.ts';
import type { Complete, Kept, KeptMeeting, Lists } from '../read/record-read.ts';
import { problemOfCitation, type StrayCitation, strayCitations } from './citations.ts';
import { checkChains } from './cycles.ts';
import { checkOwnIds } from './ids.ts';
import { kindsOf, type ListNames, namesAmong } from './known-ids.ts';
import { checkMeeting } from './meetings.ts';
import { checkMeetingReferences, refer } from './references.ts';

interface Links {
  readonly id: string | undefined;
  readonly within: string | undefined;
}

/**
 * Checks meetings one by one. It keeps only the id, the surrounding meeting and the readout ids of each, so
 * that content of any size is checked in little memory.
 */
export class MeetingChecks {
  readonly #names: ListNames;
  readonly #kinds: ReadonlyMap<string, string | undefined>;
  readonly #ledgerRead: LedgerRead;
  readonly #ledger: Ledger;
  readonly #links: Kept<Links, Links>[] = [];
  /** For each readout id, the first meeting (by id) that has it. */
  readonly #owners = new Map<string, string>();
  readonly #strayCitations: StrayCitation[] = [];
  /** Ids of statements by meeting, for the meetings of the ledger. */
  readonly #statementIds = new Map<string, ReadonlySet<string | undefined>>();
  readonly #unrecorded = new ProblemList();

  /** Meetings that passed before under the same circumstances. */
  readonly #passed: WeakSet<Meeting> | undefined;

  constructor(lists: Lists, names: ListNames, ledger: LedgerRead, passed?: WeakSet<Meeting>) {
    this.#passed = passed;
    this.#names = names;
    this.#kinds = kindsOf(lists);
    this.#ledgerRead = ledger;
    this.#ledger = ledgerOf(ledger.entries);
  }

  /** The problems of a meeting and of its references. */
  check(kept: KeptMeeting): Problem[] {
    const { whole } = kept;
    this.#keep(kept);
    if (whole && this.#passed?.has(whole)) return [];
    const problems = [
      ...checkMeetingReferences(kept, this.#names, this.#kinds),
      ...checkMeeting(kept, this.#names.participants),
      ...checkReuse(kept, this.#ledger),
    ];
    const unrecorded = this.#ledgerRead.exists ? checkUnrecorded(kept, this.#ledger) : [];
    this.#unrecorded.add(unrecorded);
    const strays = strayCitations(kept);
    if (whole && problems.length + unrecorded.length + strays.length === 0) this.#passed?.add(whole);
    // Problems beyond the limit are only counted, and need not wait for the remaining meetings.
    for (const citation of strays)
      if (this.#strayCitations.length < PROBLEM_LIMIT) this.#strayCitations.push(citation);
      else problems.push(problemOfCitation(citation, undefined));
    return problems;
  }

  #keep({ source, base, links: { id, within, readouts, statements } }: KeptMeeting): void {
    this.#links.push({ source, base, links: { id, within }, whole: undefined });
    if (id === undefined) return;
    if (this.#ledger.has(id))
      this.#statementIds.set(id, new Set(statements.map((statement) => statement.id)));
    for (const readout of readouts) {
      const owner = readout.id === undefined ? undefined : this.#owners.get(readout.id);
      if (readout.id !== undefined && (owner === undefined || id < owner)) this.#owners.set(readout.id, id);
    }
  }

  /** The problems between meetings, once all are read. */
  *finish({ meetings: isComplete }: Complete): Iterable<Problem> {
    yield* checkOwnIds('meeting', this.#links);
    yield* checkChains('within', this.#links, ({ within }) => [within], false);
    for (const citation of this.#strayCitations)
      yield problemOfCitation(citation, this.#owners.get(citation.readout));
    const names = namesAmong('meeting', this.#links, isComplete);
    for (const kept of this.#links) {
      const problems: Problem[] = [];
      refer(problems, kept, names, kept.links.within, ['within']);
      yield* problems;
    }
  }

  /** What is missing from the ledger of statement ids, once all meetings are read. */
  unrecorded(): readonly Problem[] {
    const ids = new Set(this.#links.map(({ links }) => links.id));
    this.#unrecorded.add(
      checkGone(this.#ledgerRead.entries, (meeting) => ids.has(meeting), this.#statementIds),
    );
    return this.#unrecorded.kept;
  }
}
