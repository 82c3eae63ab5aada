import { codedError } from './errors.ts';
import { ID, ID_LIMIT } from './record/value/id.ts';

/** The types that have global ids. */
const NODE_TYPES = ['Meeting', 'Participant', 'Topic', 'Series', 'Statement', 'Readout'] as const;
export type NodeType = (typeof NODE_TYPES)[number];

export interface GlobalId {
  readonly type: NodeType;
  /** A slug; for a statement or readout, the meeting's slug, `#` and the id within it. */
  readonly key: string;
}

/** An opaque id: base64 of `Type:key`. */
export const globalId = (type: NodeType, key: string): string => encoded(`${type}:${key}`);

/** Type, key and id of a record that a release names by `Type:key`, whether it is there or not. */
export function namedRecord(name: string): {
  readonly type: string;
  readonly key: string;
  readonly id: string;
} {
  return { ...splitName(name), id: encoded(name) };
}

const encoded = (name: string): string => Buffer.from(name, 'utf8').toString('base64');

function splitName(name: string): { type: string; key: string } {
  const [type = '', ...rest] = name.split(':');
  return { type, key: rest.join(':') };
}

export const statementId = (meeting: string, id: string): string => globalId('Statement', `${meeting}#${id}`);
export const readoutId = (meeting: string, id: string): string => globalId('Readout', `${meeting}#${id}`);

const SLUG = ID.source.slice(1, -1);
const KEYS: Readonly<Record<NodeType, RegExp>> = {
  Meeting: ID,
  Participant: ID,
  Topic: ID,
  Series: ID,
  Statement: new RegExp(`^${SLUG}#${SLUG}$`),
  Readout: new RegExp(`^${SLUG}#${SLUG}$`),
};

/** Characters of an id: the longest key and a type in front of it, in base64. */
const LONGEST_ID = 1_000;

/** What an id names, or null for anything that this endpoint did not issue. */
export function parseGlobalId(id: string): GlobalId | null {
  if (id.length > LONGEST_ID) return null;
  const bytes = Buffer.from(id, 'base64');
  // base64 has more than one spelling of the same bytes; only ours is accepted.
  if (bytes.toString('base64') !== id) return null;
  const { type: name, key } = splitName(bytes.toString('utf8'));
  const type = NODE_TYPES.find((each) => each === name);
  return type && isKey(type, key) ? { type, key } : null;
}

/** The key in an id of `type`; BAD_ID for any other id, with the argument that it was passed in. */
export function keyOf(id: string, type: NodeType, argument: string): string {
  const parsed = parseGlobalId(id);
  if (parsed?.type === type) return parsed.key;
  throw badId(id, parsed, type, argument);
}

/** The slug of the record that `by` names, by id or by slug; undefined for a slug that no record can have. */
export function slugOf(
  by: { id?: string | null | undefined; slug?: string | null | undefined },
  type: 'Meeting' | 'Participant' | 'Topic' | 'Series',
): string | undefined {
  if (typeof by.id === 'string') return keyOf(by.id, type, 'by.id');
  return isKey(type, by.slug ?? '') ? (by.slug ?? undefined) : undefined;
}

/** Two slugs and a mark at most; DynamoDB would refuse a longer key. */
const LONGEST_KEY = 2 * ID_LIMIT + 1;

const isKey = (type: NodeType, key: string): boolean => key.length <= LONGEST_KEY && KEYS[type].test(key);

/** The error for a malformed id, or for an id of a type other than `wanted`. */
export function badId(id: string, parsed: GlobalId | null, wanted: string, argument: string) {
  const found = parsed ? `the id of a ${parsed.type}` : 'not an id from this endpoint';
  return codedError(
    'BAD_ID',
    `${argument}: ${JSON.stringify(shortened(id))} is ${found}; give the id of a ${wanted}.`,
    {
      argument,
    },
  );
}

const shortened = (id: string): string => (id.length > 80 ? `${id.slice(0, 80)}…` : id);

/** The two parts of the key of a statement or readout. */
export function partsOfKey(key: string): [meeting: string, rest: string] {
  const [meeting = '', rest = ''] = key.split('#');
  return [meeting, rest];
}
