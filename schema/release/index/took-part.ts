import type { Lists } from './layout.ts';
import type { ReleaseIndex } from './open.ts';

/**
 * The documents of each participant: meetings where it was, and statements made by it, on its behalf or to it. And those of
 * each topic: what is about it or a narrower one.
 */
export interface TookPart {
  readonly ofParticipant: Lists;
  readonly ofTopic: Lists;
}

const known = new WeakMap<ReleaseIndex, TookPart>();

/** Worked out for the first name that is searched, and kept as long as the index. */
export function tookPart(index: ReleaseIndex): TookPart {
  const found = known.get(index);
  if (found) return found;
  const made = {
    ofParticipant: turned(index, index.participants, participantsOf(index)),
    ofTopic: turned(index, index.topics, topicsOf(index)),
  };
  known.set(index, made);
  return made;
}

type Visit = (value: number) => void;
/** Calls `visit` with each value of a meeting, or of a statement; the same one may come twice. */
interface Values {
  ofMeeting(meeting: number, visit: Visit): void;
  ofStatement(statement: number, visit: Visit): void;
}

function eachOf({ starts, values }: Lists, row: number, visit: Visit): void {
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) visit(values[at] ?? 0);
}

function participantsOf(index: ReleaseIndex): Values {
  return {
    ofMeeting(meeting, visit) {
      eachOf(index.meetingPersons, meeting, visit);
      eachOf(index.meetingParties, meeting, visit);
    },
    ofStatement(statement, visit) {
      eachOf(index.statementSpeakers, statement, visit);
      eachOf(index.statementParties, statement, visit);
      eachOf(index.statementAddressees, statement, visit);
    },
  };
}

function topicsOf(index: ReleaseIndex): Values {
  const withAbove = (visit: Visit) => (topic: number) => eachOf(index.topicsAbove, topic, visit);
  return {
    ofMeeting: (meeting, visit) => eachOf(index.meetingTopics, meeting, withAbove(visit)),
    ofStatement: (statement, visit) => eachOf(index.statementTopics, statement, withAbove(visit)),
  };
}

/** The documents of each value, in their order. */
function turned(index: ReleaseIndex, size: number, values: Values): Lists {
  const starts = new Uint32Array(size + 1);
  eachOnce(index, size, values, (value) => {
    starts[value + 1] = (starts[value + 1] ?? 0) + 1;
  });
  for (let value = 0; value < size; value += 1)
    starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0);
  const documents = new Uint32Array(starts[size] ?? 0);
  const next = starts.slice();
  eachOnce(index, size, values, (value, document) => {
    const at = next[value] ?? 0;
    documents[at] = document;
    next[value] = at + 1;
  });
  return { starts, values: documents };
}

function eachOnce(
  index: ReleaseIndex,
  size: number,
  values: Values,
  visit: (value: number, document: number) => void,
): void {
  const latest = new Int32Array(size).fill(-1);
  let document = 0;
  const once: Visit = (value) => {
    if (latest[value] === document) return;
    latest[value] = document;
    visit(value, document);
  };
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    values.ofMeeting(meeting, once);
    document += 1;
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1) {
      values.ofStatement(statement, once);
      document += 1;
    }
  }
}
