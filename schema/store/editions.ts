/** One time that a release was live. */
export interface Edition {
  /** Counts them, from 1. */
  readonly edition: number;
  /** When it went live, ISO 8601. */
  readonly since: string;
  readonly release: string;
  /**
   * Where it is written what changed with it; with a minus before it when an edition took another one back,
   * whose changes are then read the other way round. Null for the first, and for one that changed nothing.
   */
  readonly entry: string | null;
}

/** Editions that are kept: so many, of so many days. */
export const EDITIONS_KEPT = 50;
export const DAYS_KEPT = 90;
const DAY = 86_400_000;

const packEdition = ({ edition, since, release, entry }: Edition): string =>
  `${edition}|${since}|${entry ?? ''}|${release}`;

export function unpackEdition(packed: string): Edition {
  const [edition, since = '', entry = '', release = ''] = packed.split('|');
  return { edition: Number(edition), since, release, entry: entry || null };
}

/** The editions with a further one, the newest first; those that are too old are left out. */
export function withEdition(editions: readonly string[], next: Edition): string[] {
  const oldest = Date.parse(next.since) - DAYS_KEPT * DAY;
  const kept = editions.filter((packed) => Date.parse(unpackEdition(packed).since) > oldest);
  return [packEdition(next), ...kept].slice(0, EDITIONS_KEPT);
}

/** Whether the changes at an entry are to be read the other way round. */
export const isReversed = (entry: string): boolean => entry.startsWith('-');

/** Where the changes are, whichever way they are read. */
export const entryName = (entry: string): string => (isReversed(entry) ? entry.slice(1) : entry);

export const reverseEntry = (entry: string): string => (isReversed(entry) ? entryName(entry) : `-${entry}`);
