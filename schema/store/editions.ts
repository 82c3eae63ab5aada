/** One period during which a release was live. */
export interface Edition {
  /** Number of the edition, from 1. */
  readonly edition: number;
  /** When it went live, ISO 8601. */
  readonly since: string;
  readonly release: string;
  /**
   * Name of the entry with its changes, prefixed with a minus if the edition took back another one, whose
   * changes are then read in reverse. Null for the first edition, and for one that changed nothing.
   */
  readonly entry: string | null;
}

/** Editions to keep: at most this many, for at most this many days. */
export const EDITIONS_KEPT = 50;
export const DAYS_KEPT = 90;
const DAY = 86_400_000;

const packEdition = ({ edition, since, release, entry }: Edition): string =>
  `${edition}|${since}|${entry ?? ''}|${release}`;

export function unpackEdition(packed: string): Edition {
  const [edition, since = '', entry = '', release = ''] = packed.split('|');
  return { edition: Number(edition), since, release, entry: entry || null };
}

/** The editions plus a further one, newest first, without those that are too old. */
export function withEdition(editions: readonly string[], next: Edition): string[] {
  const oldest = Date.parse(next.since) - DAYS_KEPT * DAY;
  const kept = editions.filter((packed) => Date.parse(unpackEdition(packed).since) > oldest);
  return [packEdition(next), ...kept].slice(0, EDITIONS_KEPT);
}

/** Whether the changes of an entry must be read in reverse. */
export const isReversed = (entry: string): boolean => entry.startsWith('-');

/** The name of the entry, whichever way it is read. */
export const entryName = (entry: string): string => (isReversed(entry) ? entry.slice(1) : entry);

export const reverseEntry = (entry: string): string => (isReversed(entry) ? entryName(entry) : `-${entry}`);
