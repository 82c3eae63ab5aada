import { placeOf } from '../read/place-of.ts';
import type { Path, Problem } from '../read/problem.ts';
import type { Kept, KeptMeeting, Lists } from '../read/record-read.ts';
import { quoted } from '../value/printable.ts';
import { kindsOf, type ListNames, type Names } from './known-ids.ts';

/**
 * References between participants, and between topics, whose target does not exist or is of the wrong kind.
 */
export function checkReferences(lists: Lists, names: ListNames): Problem[] {
  const { participants, topics } = lists;
  const kinds = kindsOf(lists);
  const problems: Problem[] = [];

  for (const kept of participants)
    kept.links.predecessors.forEach((id, index) => {
      const path = ['predecessors', index];
      refer(problems, kept, names.participants, id, path);
      const [kind, before] = [kept.links.kind, id === undefined ? undefined : kinds.get(id)];
      if (kind !== undefined && before !== undefined && (kind !== before || kind === 'PERSON'))
        problems.push({ ...placeOf(kept, ...path), ...sayPredecessor(kept.links.id, kind, before) });
    });

  for (const kept of topics)
    kept.links.broader.forEach((id, index) => {
      refer(problems, kept, names.topics, id, ['broader', index]);
    });
  return problems;
}

/**
 * References of a meeting to participants, topics and series that do not exist, or to a person where a state
 * or an organization is required.
 */
export function checkMeetingReferences(
  kept: KeptMeeting,
  names: ListNames,
  kinds: ReadonlyMap<string, string | undefined>,
): Problem[] {
  const problems: Problem[] = [];
  const { series, participants, voices, documents, readouts, statements } = kept.links;
  const party = (id: string | undefined, path: Path, what: string) => {
    refer(problems, kept, names.participants, id, path);
    if (id !== undefined && kinds.get(id) === 'PERSON')
      problems.push({ ...placeOf(kept, ...path), ...sayPerson(id, what) });
  };
  refer(problems, kept, names.series, series?.id, ['series', 'id']);
  kept.links.topics.forEach((id, index) => {
    refer(problems, kept, names.topics, id, ['topics', index]);
  });
  documents.forEach(({ signedBy }, index) => {
    signedBy.forEach((id, at) => {
      refer(problems, kept, names.participants, id, ['documents', index, 'signedBy', at]);
    });
  });
  for (const [key, list] of [
    ['participants', participants],
    ['voices', voices],
  ] as const)
    list.forEach(({ who, for: onBehalfOf }, index) => {
      refer(problems, kept, names.participants, who, [key, index, 'who']);
      party(onBehalfOf, [key, index, 'for'], 'can be represented');
    });
  readouts.forEach(({ by }, index) => {
    party(by, ['readouts', index, 'by'], 'gives a readout');
  });
  statements.forEach((statement, index) => {
    for (const [key, allowed] of [
      ['by', names.participants],
      ['to', names.participants],
      ['topics', names.topics],
    ] as const)
      statement[key].forEach((id, at) => {
        refer(problems, kept, allowed, id, ['statements', index, key, at]);
      });
  });
  return problems;
}

/** Adds a problem if no record of the kind has the id. */
export function refer<W extends L, L>(
  problems: Problem[],
  kept: Kept<W, L>,
  names: Names,
  id: string | undefined,
  path: Path,
): void {
  if (id === undefined || names.has(id)) return;
  const near = names.nearest(id);
  const right =
    near === undefined ? `use the id of a ${names.kind} that exists, or add it` : `did you mean "${near}"?`;
  problems.push({ ...placeOf(kept, ...path), found: `unknown ${names.kind} ${quoted(id)}`, right });
}

function sayPerson(id: string, what: string): Pick<Problem, 'found' | 'right'> {
  return { found: `${quoted(id)} is a person`, right: `only a state or an organization ${what}` };
}

function sayPredecessor(
  id: string | undefined,
  kind: string,
  before: string,
): Pick<Problem, 'found' | 'right'> {
  const called = (what: string) => `${what === 'ORGANIZATION' ? 'an' : 'a'} ${what.toLowerCase()}`;
  if (kind === 'PERSON')
    return {
      found: `${quoted(id ?? '')} is a person`,
      right: 'only states and organizations have predecessors',
    };
  return { found: `${called(before)} as the predecessor of ${called(kind)}`, right: `name ${called(kind)}` };
}
