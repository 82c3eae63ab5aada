import { hash } from 'node:crypto';
import { ownerOf } from '../store/keys.ts';

/**
 * Characters of a hash that distinguishes versions of one record or group; far more than will ever be
 * compared.
 */
const RECORD_HASH = 16;
const GROUP_HASH = 40;

const hashOf = (value: unknown): string => hash('sha256', JSON.stringify(value), 'hex');

/**
 * The manifest entry of a group: a hash of all its rows, which include names of other records and counters,
 * and a hash of each record by itself, which changes only when its author changes the record.
 */
export const sealOf = (rows: unknown, records: string): string =>
  `${hashOf(rows).slice(0, GROUP_HASH)}${records}`;

/**
 * The records of a group, each with its hash, by its name within the group; `''` for the owner of the group.
 */
export const sealOfRecords = (records: readonly (readonly [name: string, record: unknown])[]): string =>
  records.map(([name, record]) => ` ${name}=${hashOf(record).slice(0, RECORD_HASH)}`).join('');

const TYPES = { meeting: 'Meeting', participant: 'Participant', topic: 'Topic', series: 'Series' } as const;

/**
 * The records of a group by type and key (`Statement:<meeting>#<name>`), each with its hash; empty without a
 * seal.
 */
function recordsIn(group: string, seal: string | undefined): Map<string, string> {
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

/** A record that differs between two releases, with its hash in each; undefined where it does not exist. */
interface ChangedRecord {
  readonly record: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Groups = ReadonlyMap<string, string>;

/**
 * The records that differ between two manifests, found in the changed groups; a change of names or counters
 * alone does not count.
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

/** How the record changed. */
export const fateOf = ({ before, after }: ChangedRecord): 'added' | 'changed' | 'removed' =>
  before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
