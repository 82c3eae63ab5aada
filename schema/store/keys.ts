/**
 * One table, one index. A *group* is all rows that one record owns, under one partition key; a *list* is a
 * partition of the index, in the order in which people page through it. The table holds several copies of the
 * content, each in its own *slot*. Only this file builds keys.
 */

/**
 * Increased whenever the same content must give different rows than before, or an index of another layout;
 * older code reads the previous release until it is replaced. Part of every partition key and of every hash.
 */
export const LAYOUT = 3;

/**
 * A slot: the number of the row layout in digits and its own number in lower-case letters (`2a` for slot 1,
 * `2ba` for slot 27). Every row contains it twice, and a page is charged by its bytes; what follows begins
 * with a capital, so no separator is needed.
 */
export const slotOf = (layout: number, number: number): string => `${layout}${inLetters(number - 1)}`;

const inLetters = (number: number): string =>
  `${number >= LETTERS ? inLetters(Math.floor(number / LETTERS)) : ''}${String.fromCharCode(97 + (number % LETTERS))}`;
const LETTERS = 26;

/** The partition key of a group or list in a slot. */
export const inSlot = (slot: string, partition: string): string => `${slot}${partition}`;

/** The group or list of a partition key in this slot. */
export const withoutSlot = (slot: string, partition: string): string => partition.slice(slot.length);

/**
 * The place of the changes of one edition: outside the slots, because changes outlive the content of a slot.
 * Named by the edition and the slot that was written for it, so that a writer that was overtaken never writes
 * to the changes of another.
 */
export const historySlot = (layout: number, entry: string): string => `${layout}_${entry}#`;

/** The row, outside all slots, with the live slot of a layout. Later layouts must keep its key. */
export const pointerKey = (layout: number): Key => ({ PK: `${layout}#POINTER`, SK: 'A' });

/** The row that lists the layouts with rows in the table. */
export const layoutsKey: Key = { PK: 'LAYOUTS', SK: 'A' };

/**
 * Keys of the first layout, which had no slots: each group ended with its seal, and all seals were in lists
 * of the index.
 */
export const firstLayout = {
  seal: (owner: string): Key => ({ PK: owner, SK: '!' }),
  sealLists: Array.from({ length: 16 }, (_, part) => `Z#${part}`),
};

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
  /**
   * A part of the manifest of a slot, which has the hash of each group under the group's key. It belongs to
   * no record, and is in the table itself, where reads are consistent. Later layouts must keep this key.
   */
  manifest: (part: number) => `Z#${part}`,
  /** In a history slot: what changed, one row per record under its type and key, after the summary. */
  changes: 'CHANGES',
};

/** The sort key of the summary of an edition's changes; it sorts before every record. */
export const CHANGES_SUMMARY = '!';

/** Number of parts of a manifest: enough to read and write them in parallel, few enough for a small table. */
export const MANIFEST_PARTS = 16;

const OWNERS = { 'M#': 'meeting', 'P#': 'participant', 'T#': 'topic', 'S#': 'series' } as const;

/** The record that owns a group; null for the dataset. */
export function ownerOf(key: string): { type: (typeof OWNERS)[keyof typeof OWNERS]; slug: string } | null {
  const prefix = key.slice(0, 2);
  return isOwner(prefix) ? { type: OWNERS[prefix], slug: key.slice(2) } : null;
}
const isOwner = (prefix: string): prefix is keyof typeof OWNERS => prefix in OWNERS;

/** The prefixes of the sort keys on a meeting's page, except its head. */
export const ON_PAGE = {
  participant: 'P#',
  readout: 'R#',
  document: 'D#',
  statement: 'S#',
  voice: 'V#',
} as const;

/**
 * Sort keys inside a group. What a record's own page needs is between HEAD and LAST_OF_PAGE, so that one
 * Query reads exactly that: counters sort before it, the edges of lists after it.
 */
export const sort = {
  counter: (list: List) => `#${list.name}`,
  head: 'A',
  /** The offices of a participant, separate from its head, because a list shows only the head. */
  offices: 'O',
  participant: (position: number) => `${ON_PAGE.participant}${padded(position)}`,
  readout: (id: string) => `${ON_PAGE.readout}${id}`,
  document: (position: number) => `${ON_PAGE.document}${padded(position)}`,
  /** The note of a meeting, separate from its head, which is in every list. */
  note: 'N',
  statement: (id: string) => `${ON_PAGE.statement}${id}`,
  voice: (position: number) => `${ON_PAGE.voice}${padded(position)}`,
  lastOfPage: 'Z',
  edge: (list: List, distinction: string | number) => `~${list.name}~${distinction}`,
};

/** A list of the index: its partition key, and the group that keeps its counter. */
export interface List {
  readonly name: string;
  readonly owner: string;
}
const listOf = (owner: string, name: string): List => ({ name, owner });

/** Lists of the index, by their contents. */
export const list = {
  meetingsOfYear: (year: number) => listOf(group.dataset, `Y#${year}`),
  meetingsOfParticipant: (slug: string) => listOf(group.participant(slug), `P#${slug}`),
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
};

/** A position in the order by date: date, then slug, then the position of a statement within its meeting. */
export function datePosition(start: string, meeting: string, position?: number): string {
  return position === undefined ? `${start}#${meeting}` : `${start}#${meeting}#${padded(position)}`;
}

/**
 * A position in the order by name. The tab sorts below every folded character, so that a name precedes its
 * extensions.
 */
export function namePosition(folded: string, slug: string): string {
  return `${folded}\t${slug}`;
}

/** Bounds below and above every position: key conditions need a value, which must not be empty. */
export const LOWEST = ' ';
export const HIGHEST = '\u{10ffff}';

/** Numbers sort as text; four digits are enough for the largest meeting that the record model allows. */
export function padded(position: number): string {
  return String(position).padStart(4, '0');
}

/** Partitions the lists by name; a prefix of one character is enough to find its partition. */
export const firstCharacter = (folded: string): string => String.fromCodePoint(folded.codePointAt(0) ?? 0);
