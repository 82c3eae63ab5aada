import type { Attribute } from '../../../schema/store/rows.ts';

// Stands in for schema/store/attributes.ts in the peers: rows as the document client gives them, plain
// values.

export { joinSlugs, unlessEmpty, unlessUsual } from '../../../schema/store/attributes.ts';

export type Stored = Readonly<Record<string, unknown>>;
export type Attributes = Record<string, Attribute>;

export const textOrNull = (row: Stored, name: string): string | null =>
  (row[name] as string | undefined) ?? null;
export function text(row: Stored, name: string): string {
  const value = textOrNull(row, name);
  if (value === null) throw new Error(`row ${String(row.PK)} ${String(row.SK)} lacks ${name}`);
  return value;
}
export const number = (row: Stored, name: string): number => Number(row[name] ?? 0);
export const texts = (row: Stored, name: string): readonly string[] =>
  (row[name] as string[] | undefined) ?? [];
export const splitSlugs = (row: Stored, name: string): readonly string[] =>
  textOrNull(row, name)?.split(' ') ?? [];
