import type { Corpus } from '../../schema/record/corpus.ts';
import { byDate } from './oracle.ts';

/**
 * The pairs of a kind that met at meetings that were held, by `a b`, with number, weight in thousandths,
 * first and last day.
 */
export function network(
  corpus: Corpus,
  kind: string,
  date: { from?: string; to?: string } = {},
): Record<string, { meetings: number; weight: number; first: string; last: string }> {
  const kindOf = (id: string) => corpus.participants.find((each) => each.id === id)?.kind;
  const pairs: Record<string, { meetings: number; weight: number; first: string; last: string }> = {};
  for (const meeting of [...corpus.meetings].sort(byDate)) {
    if (meeting.status !== 'HELD') continue;
    if ((date.from && meeting.date.end < date.from) || (date.to && meeting.date.start > date.to)) continue;
    const there = meeting.participants.flatMap(({ who, for: party }) => [
      { id: who, side: kindOf(who) === 'PERSON' ? party : undefined },
      ...(party ? [{ id: party, side: undefined }] : []),
    ]);
    const members = [...new Map(there.map((each) => [each.id, each])).values()].filter(
      ({ id }) => kindOf(id) === kind,
    );
    for (const a of members) {
      for (const b of members) {
        if (a.id >= b.id || (a.side !== undefined && a.side === b.side)) continue;
        const key = `${a.id} ${b.id}`;
        const pair = pairs[key] ?? { meetings: 0, weight: 0, first: meeting.date.start, last: '' };
        pairs[key] = {
          meetings: pair.meetings + 1,
          weight: pair.weight + 1 / (members.length - 1),
          first: pair.first,
          last: meeting.date.start,
        };
      }
    }
  }
  return pairs;
}

/** The pairs of states and organizations alike. */
export function partyPairs(corpus: Corpus): ReturnType<typeof network> {
  const parties = corpus.participants.map((each) =>
    each.kind === 'PERSON' ? each : { ...each, kind: 'STATE' as const },
  );
  return network({ ...corpus, participants: parties }, 'STATE');
}
