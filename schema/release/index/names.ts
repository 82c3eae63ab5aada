import { fold } from '../../record/value/fold-name.ts';
import { compareKeys } from '../../record/value/key-order.ts';
import { namePosition } from '../../store/keys.ts';
import type { PageRequest } from '../../store/page.ts';
import type { ParticipantQuery } from '../../store/participants.ts';
import type { TopicQuery } from '../../store/topics.ts';
import type { ReleaseIndex } from './release-index.ts';
import { type KeyPage, type Ordered, select } from './select.ts';

/** A participant or topic in a list sorted by name. */
interface Named {
  /** Its position in the list, as in the table's lists. */
  readonly at: string;
  readonly slug: string;
}

/** The participants that match a query, sorted by name or by the matching names. */
export function participantsThat(index: ReleaseIndex, { kinds, country, name }: ParticipantQuery): Named[] {
  const kindCodes = (kinds ?? []).map((kind) => index.words.kind.indexOf(kind));
  const place = country === undefined ? -1 : index.words.country.indexOf(country);
  if (country !== undefined && place === -1) return [];
  const isWanted = (participant: number) =>
    (kindCodes.length === 0 || kindCodes.includes(index.participantKind[participant] ?? -1)) &&
    (country === undefined || index.participantCountry[participant] === place + 1);
  return listed(index.participants, isWanted, name, {
    names: index.names,
    slugOf: (participant) => index.participantSlugs.at(participant),
  });
}

/** The topics that match a query, sorted by label or by the matching labels. */
export function topicsThat(index: ReleaseIndex, { roots, label }: TopicQuery): Named[] {
  const { starts } = index.topicBroader;
  const isWanted = (topic: number) => roots === undefined || (starts[topic] === starts[topic + 1]) === roots;
  return listed(index.topics, isWanted, label, {
    names: index.labels,
    slugOf: (topic) => index.topicSlugs.at(topic),
  });
}

interface Source {
  readonly names: readonly (readonly string[])[];
  readonly slugOf: (record: number) => string;
}

function listed(
  count: number,
  isWanted: (record: number) => boolean,
  prefix: string | undefined,
  { names, slugOf }: Source,
): Named[] {
  const folded = prefix === undefined ? undefined : fold(prefix);
  if (folded === '') return [];
  const found: Named[] = [];
  for (let record = 0; record < count; record += 1) {
    if (!isWanted(record)) continue;
    const of = names[record] ?? [];
    const start = folded === undefined ? (of[0] ?? '') : firstStart(of, folded);
    if (start === undefined) continue;
    const slug = slugOf(record);
    found.push({ at: namePosition(start, slug), slug });
  }
  // Without a prefix they are already in this order.
  return folded === undefined ? found : found.sort((a, b) => compareKeys(a.at, b.at));
}

/** The first, in key order, of the name suffixes that start at a word and begin with the prefix. */
function firstStart(names: readonly string[], prefix: string): string | undefined {
  let first: string | undefined;
  for (const name of names) {
    for (let at = name.indexOf(prefix); at !== -1; at = name.indexOf(prefix, at + 1)) {
      if (at > 0 && name[at - 1] !== ' ') continue;
      const start = name.slice(at);
      if (first === undefined || compareKeys(start, first) < 0) first = start;
    }
  }
  return first;
}

/** One page of a list sorted by name. */
export function pageOfNames(
  list: readonly Named[],
  { after, before, ...request }: PageRequest,
): KeyPage<string> {
  const all: Ordered = {
    size: list.length,
    next: (from) => (from < list.length ? Math.max(from, 0) : -1),
    previous: (from) => (from < 0 ? -1 : Math.min(from, list.length - 1)),
  };
  const selected = select(all, {
    ...request,
    ...(after === undefined ? {} : { after: placeIn(list, after) }),
    ...(before === undefined ? {} : { before: placeIn(list, before) }),
  });
  return {
    ...selected,
    entries: selected.documents.flatMap((place) => {
      const entry = list[place];
      return entry ? [{ at: entry.at, key: entry.slug }] : [];
    }),
  };
}

function placeIn(list: readonly Named[], at: string): number {
  const place = list.findIndex((each) => compareKeys(each.at, at) >= 0);
  if (place === -1) return list.length - 0.5;
  return list[place]?.at === at ? place : place - 0.5;
}
