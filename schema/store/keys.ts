/**
 * One table, one index. A *group* is all rows that one record owns, under one partition key; a *list* is a partition
 * of the index, in the order in which people page through it. Only this file knows how either is spelled.
 */

/** Attribute names of the table's key, and of the index's key. */
export const KEY = { partition: 'PK', sort: 'SK' } as const;
export const INDEX = { name: 'lists', partition: 'LIST', sort: 'AT' } as const;

export interface Key {
  readonly PK: string;
  readonly SK: string;
}

/** The group that a record owns. */
export const group = {
  dataset: 'DATASET',
  meeting: (slug: string) => `M#${slug}`,
  participant: (slug: string) => `P#${slug}`,
  topic: (slug: string) => `T#${slug}`,
  series: (slug: string) => `S#${slug}`,
};

/**
 * Sort keys inside a group. What a record's own page needs lies between HEAD and LAST_OF_PAGE, so that one Query takes
 * it and nothing else: counters and the group's seal sort before it, the edges of lists after it.
 */
export const sort = {
  seal: '!',
  counter: (list: List) => `#${list.name}`,
  head: 'A',
  /** The offices of a participant: beside its head, since a list shows the head alone. */
  offices: 'O',
  participant: (position: number) => `P#${padded(position)}`,
  readout: (id: string) => `R#${id}`,
  document: (position: number) => `D#${padded(position)}`,
  /** The note of a meeting: apart from its head, which stands in every list. */
  note: 'N',
  statement: (id: string) => `S#${id}`,
  voice: (position: number) => `V#${padded(position)}`,
  lastOfPage: 'Z',
  edge: (list: List, distinction: string | number) => `~${list.name}~${distinction}`,
};

/** A list of the index: its partition key, and the group that keeps its counter. */
export interface List {
  readonly name: string;
  readonly owner: string;
}
const listOf = (owner: string, name: string): List => ({ name, owner });

/** Lists of the index, by what they hold. */
export const list = {
  meetingsOfYear: (year: number) => listOf(group.dataset, `Y#${year}`),
  meetingsOfParticipant: (slug: string) => listOf(group.participant(slug), `P#${slug}`),
  /** Meetings of so many parties that they have no pairs (see LARGE_MEETING). */
  largeMeetingsOfParticipant: (slug: string) => listOf(group.participant(slug), `PL#${slug}`),
  /** Meetings where both parties were there; the two in one order, whichever is asked first. */
  meetingsOfPair: (a: string, b: string): List =>
    a < b ? listOf(group.participant(a), `PP#${a}#${b}`) : list.meetingsOfPair(b, a),
  meetingsInCountry: (code: string) => listOf(group.dataset, `C#${code}`),
  meetingsOnTopic: (slug: string) => listOf(group.topic(slug), `T#${slug}`),
  meetingsWithin: (slug: string) => listOf(group.meeting(slug), `W#${slug}`),
  meetingsOfSeries: (slug: string) => listOf(group.series(slug), `MS#${slug}`),
  statementsOfYear: (year: number) => listOf(group.dataset, `SY#${year}`),
  statementsOfParticipant: (slug: string) => listOf(group.participant(slug), `SP#${slug}`),
  statementsOnTopic: (slug: string) => listOf(group.topic(slug), `ST#${slug}`),
  statementsOfParticipantOnTopic: (participant: string, topic: string) =>
    listOf(group.participant(participant), `SPT#${participant}#${topic}`),
  participants: listOf(group.dataset, 'K#'),
  participantsOfKind: (kind: string) => listOf(group.dataset, `K#${kind}`),
  participantsOfCountry: (code: string) => listOf(group.dataset, `KC#${code}`),
  participantsByName: (firstCharacter: string) => listOf(group.dataset, `N#${firstCharacter}`),
  participantByIdentifier: (scheme: string, value: string) => listOf(group.dataset, `I#${scheme}#${value}`),
  topics: listOf(group.dataset, 'TL#'),
  rootTopics: listOf(group.dataset, 'TR#'),
  topicsByLabel: (firstCharacter: string) => listOf(group.dataset, `TN#${firstCharacter}`),
  /** The seals of all groups, spread over SEAL_LISTS partitions: what a seed compares a release with. */
  seals: (part: number) => listOf(group.dataset, `Z#${part}`),
};

/** How many partitions hold the seals: enough to read and write them in parallel, few enough for a small table. */
export const SEAL_LISTS = 16;

/** A position in the order by date: date, then slug, then the position of a statement within its meeting. */
export function datePosition(start: string, meeting: string, position?: number): string {
  return position === undefined ? `${start}#${meeting}` : `${start}#${meeting}#${padded(position)}`;
}

/** A position in the order by name. The tab sorts below every folded character, so that a name precedes its extensions. */
export function namePosition(folded: string, slug: string): string {
  return `${folded}\t${slug}`;
}

/** Bounds below and above every position: key conditions want a value, and DynamoDB takes no empty one. */
export const LOWEST = ' ';
export const HIGHEST = '\u{10ffff}';

/** Numbers sort as text: four digits hold the largest meeting that the record model allows. */
export function padded(position: number): string {
  return String(position).padStart(4, '0');
}

/** All pairs of the parties, each once. */
export function pairsOf<P>(parties: readonly P[]): [P, P][] {
  return parties.flatMap((a, index) => parties.slice(index + 1).map((b): [P, P] => [a, b]));
}

/** What partitions the lists by name: a prefix of one character is enough to find its partition. */
export const firstCharacter = (folded: string): string => String.fromCodePoint(folded.codePointAt(0) ?? 0);
