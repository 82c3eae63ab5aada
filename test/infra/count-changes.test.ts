import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChangeCount, countChanges } from '../../infra/operator/count-changes.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile } from '../../schema/release/release.ts';
import { afterEdits, before, meanwhile } from '../seed/editions.ts';
import { corpora } from '../support/corpora.ts';

const counted = (from: Corpus, to: Corpus) => countChanges(compile(from).groups, compile(to).groups);

/** Every record of a corpus by type and key, as text. */
function recordsOf({ meetings, participants, topics, series }: Corpus): Map<string, string> {
  const records = new Map<string, string>();
  const add = (type: string, key: string, record: unknown) =>
    records.set(`${type} ${key}`, JSON.stringify(record));
  for (const { statements, ...meeting } of meetings) {
    add('Meeting', meeting.id, meeting);
    for (const statement of statements) add('Statement', `${meeting.id}#${statement.id}`, statement);
  }
  for (const participant of participants) add('Participant', participant.id, participant);
  for (const topic of topics) add('Topic', topic.id, topic);
  for (const each of series) add('Series', each.id, each);
  return records;
}

/** The same counts, by comparing the records themselves. */
function compared(from: Corpus, to: Corpus): ChangeCount[] {
  const [was, is] = [recordsOf(from), recordsOf(to)];
  return ['Meeting', 'Participant', 'Series', 'Statement', 'Topic'].flatMap((type) => {
    const keys = [...new Set([...was.keys(), ...is.keys()])].filter((key) => key.startsWith(`${type} `));
    const number = (test: (key: string) => boolean) => keys.filter(test).length;
    const count = {
      type,
      added: number((key) => !was.has(key)),
      changed: number((key) => was.has(key) && is.has(key) && was.get(key) !== is.get(key)),
      removed: number((key) => !is.has(key)),
    };
    return count.added + count.changed + count.removed === 0 ? [] : [count];
  });
}

test('the changes of an edition are counted by type', () => {
  expect(counted(before, afterEdits)).toEqual([
    { type: 'Meeting', added: 1, changed: 0, removed: 1 },
    { type: 'Participant', added: 1, changed: 1, removed: 1 },
    { type: 'Statement', added: 1, changed: 0, removed: 1 },
    { type: 'Topic', added: 1, changed: 0, removed: 0 },
  ]);
});

test('a name that other records show is one change', () => {
  const renamed = {
    ...before,
    participants: before.participants.map((each) => (each.id === 'ann' ? { ...each, name: 'Anna' } : each)),
  };
  expect(counted(before, renamed)).toEqual([{ type: 'Participant', added: 0, changed: 1, removed: 0 }]);
});

test('nothing changes between a release and itself; everything does from nothing', () => {
  expect(counted(meanwhile, meanwhile)).toEqual([]);
  expect(countChanges(new Map(), compile(meanwhile).groups)).toEqual([
    { type: 'Meeting', added: 1, changed: 0, removed: 0 },
    { type: 'Participant', added: 3, changed: 0, removed: 0 },
    { type: 'Statement', added: 1, changed: 0, removed: 0 },
    { type: 'Topic', added: 2, changed: 0, removed: 0 },
  ]);
});

test('between any two corpora the counts are those of their records', () => {
  fc.assert(
    fc.property(corpora(6), corpora(6), (from, to) => {
      expect(counted(from, to)).toEqual(compared(from, to));
    }),
    { numRuns: 60 },
  );
});
