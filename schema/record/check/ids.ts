import { placeOf, placeOfId } from '../read/place-of.ts';
import type { Place, Problem } from '../read/problem.ts';
import type { Kept, Lists } from '../read/record-read.ts';
import { quoted } from '../value/printable.ts';

/**
 * Duplicate ids of records of one kind, except meetings, and external identifiers shared by two participants
 * or two topics.
 */
export function checkIds({ participants, topics, series }: Lists): Problem[] {
  return [
    ...checkOwnIds('participant', participants),
    ...checkOwnIds('topic', topics),
    ...checkOwnIds('series', series),
    ...checkIdentifiers('identifiers', participants, ({ identifiers }) => identifiers),
    ...checkIdentifiers('exactMatch', topics, ({ exactMatch }) => exactMatch),
  ];
}

/** Ids that two records of one kind share. */
export function checkOwnIds<W extends L, L extends { id?: string | undefined }>(
  kind: string,
  records: readonly Kept<W, L>[],
): Problem[] {
  const first = new Map<string, Kept<W, L>>();
  const problems: Problem[] = [];
  for (const kept of records) {
    const { id } = kept.links;
    if (id === undefined) continue;
    const other = first.get(id);
    if (other)
      problems.push({
        ...placeOfId(kept),
        found: `duplicate ${kind} id ${quoted(id)}`,
        right: 'give one of them another id, or merge the two',
        first: placeOfId(other),
      });
    else first.set(id, kept);
  }
  return problems;
}

function checkIdentifiers<W extends L, L>(
  key: string,
  records: readonly Kept<W, L>[],
  identifiersOf: (links: L) => Record<string, string | undefined>,
): Problem[] {
  const first = new Map<string, Place>();
  const problems: Problem[] = [];
  for (const kept of records)
    for (const [scheme, value] of Object.entries(identifiersOf(kept.links))) {
      if (value === undefined) continue;
      const place = placeOf(kept, key, scheme);
      const other = first.get(`${scheme} ${value}`);
      const found = `duplicate identifier ${scheme} ${quoted(value)}`;
      if (other)
        problems.push({
          ...place,
          found,
          right: 'correct one of them, or merge the two records',
          first: other,
        });
      else first.set(`${scheme} ${value}`, place);
    }
  return problems;
}
