import { hash } from 'node:crypto';
import { ownerOf } from '../store/keys.ts';

/**
 * Characters of a hash that parts two versions of one record, or of one group: far more than ever are
 * compared.
 */
const RECORD_HASH = 16;
const GROUP_HASH = 40;

const hashOf = (value: unknown): string => hash('sha256', JSON.stringify(value), 'hex');

/**
 * What the manifest says of a group: a hash of all its rows, which names of other records and counters are
 * part of, and one of each record alone, which changes only with what its author wrote.
 */
export const sealOf = (rows: unknown, records: string): string =>
  `${hashOf(rows).slice(0, GROUP_HASH)}${records}`;

/**
 * The records of a group, each with its hash, by what it is called within the group; `''` for the one that
 * owns it.
 */
export const sealOfRecords = (records: readonly (readonly [name: string, record: unknown])[]): string =>
  records.map(([name, record]) => ` ${name}=${hashOf(record).slice(0, RECORD_HASH)}`).join('');

const TYPES = { meeting: 'Meeting', participant: 'Participant', topic: 'Topic', series: 'Series' } as const;

/**
 * The records of a group by type and key (`Statement:<meeting>#<name>`), each with its hash; none without a
 * seal.
 */
export function recordsIn(group: string, seal: string | undefined): Map<string, string> {
  const owner = ownerOf(group);
  if (owner === null || seal === undefined) return new Map();
  const [, ...records] = seal.split(' ');
  return new Map(
    records.map((packed) => {
      const [name = '', recordHash = ''] = packed.split('=');
      const key = name === '' ? `${TYPES[owner.type]}:${owner.slug}` : `Statement:${owner.slug}#${name}`;
      return [key, recordHash];
    }),
  );
}

/** A record that differs between two releases, with its hash in each; undefined where it is not there. */
export interface ChangedRecord {
  readonly record: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Groups = ReadonlyMap<string, string>;

/**
 * The records that differ between two manifests: those of changed groups, for names and counters alone are no
 * change.
 */
export function* changedRecords(before: Groups, after: Groups): Generator<ChangedRecord> {
  for (const group of new Set([...before.keys(), ...after.keys()])) {
    const [sealBefore, sealAfter] = [before.get(group), after.get(group)];
    if (sealBefore === sealAfter) continue;
    const [from, to] = [recordsIn(group, sealBefore), recordsIn(group, sealAfter)];
    for (const record of new Set([...from.keys(), ...to.keys()])) {
      const [was, is] = [from.get(record), to.get(record)];
      if (was !== is) yield { record, before: was, after: is };
    }
  }
}

/** What became of it. */
export const fateOf = ({ before, after }: ChangedRecord): 'added' | 'changed' | 'removed' =>
  before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
