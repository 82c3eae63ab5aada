import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attribute } from './rows.ts';

/**
 * A row as DynamoDB sends it. It is unpacked directly, because a document client would first build an object
 * for every attribute, which takes several times as long.
 */
export type Stored = Readonly<Record<string, AttributeValue>>;
/** The attributes of a row to write, without its key. */
export type Attributes = Record<string, Attribute>;

/** The text of an attribute, or null if there is none. */
export const textOrNull = (row: Stored, name: string): string | null => row[name]?.S ?? null;
export function text(row: Stored, name: string): string {
  const value = row[name]?.S;
  if (value === undefined) throw new Error(`row ${row.PK?.S} ${row.SK?.S} lacks ${name}`);
  return value;
}
export const number = (row: Stored, name: string): number => Number(row[name]?.N ?? 0);
export const texts = (row: Stored, name: string): readonly string[] =>
  (row[name]?.L ?? []).map(({ S = '' }) => S);
/** `undefined` for an empty list, so that nothing is stored for it. */
export const unlessEmpty = (list: readonly string[]): readonly string[] | undefined =>
  list.length === 0 ? undefined : list;
/** Slugs joined into one string, `undefined` for none. */
export const joinSlugs = (list: readonly string[]): string | undefined =>
  list.length === 0 ? undefined : list.join(' ');
/** The slugs that `joinSlugs` joined. */
export const splitSlugs = (row: Stored, name: string): readonly string[] =>
  textOrNull(row, name)?.split(' ') ?? [];

/** `undefined` for the usual value, so that nothing is stored for it. */
export const unlessUsual = <W extends string>(word: W, usual: W): W | undefined =>
  word === usual ? undefined : word;
