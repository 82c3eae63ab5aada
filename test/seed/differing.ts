import type { Corpus } from '../../schema/record/corpus.ts';

/** What differs between two corpora, the obvious way: `ADDED Meeting:late`, by type and key. */
export function differing(from: Corpus, to: Corpus): string[] {
  const [a, b] = [recordsOf(from), recordsOf(to)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .flatMap((key) =>
      a.get(key) === b.get(key)
        ? []
        : [`${a.has(key) ? (b.has(key) ? 'CHANGED' : 'REMOVED') : 'ADDED'} ${key}`],
    );
}

function recordsOf({ meetings, participants, topics }: Corpus): Map<string, string> {
  const records = new Map<string, string>();
  for (const { statements, ...meeting } of meetings) {
    records.set(`Meeting:${meeting.id}`, JSON.stringify(meeting));
    for (const statement of statements) {
      records.set(`Statement:${meeting.id}#${statement.id}`, JSON.stringify(statement));
    }
  }
  for (const each of participants) records.set(`Participant:${each.id}`, JSON.stringify(each));
  for (const each of topics) records.set(`Topic:${each.id}`, JSON.stringify(each));
  return records;
}

/** A change as the endpoint tells of it. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly slug: string;
  readonly type: string;
  readonly node: { readonly id: string } | null;
}
