import type { Complete, Kept, Lists } from '../read/record-read.ts';
import { faultOfId, slug } from '../value/id.ts';
import { nearest } from '../value/nearest.ts';

/** The ids of one kind of record that references may use. */
export interface Names {
  /** What error messages call such a record, such as "participant". */
  readonly kind: string;
  has(id: string): boolean;
  nearest(id: string): string | undefined;
}

export interface ListNames {
  readonly participants: Names;
  readonly topics: Names;
  readonly series: Names;
}

/** The names of all kinds except meetings. */
export function namesOf({ participants, topics, series }: Lists, complete: Complete): ListNames {
  return {
    participants: namesAmong('participant', participants, complete.participants),
    topics: namesAmong('topic', topics, complete.topics),
    series: namesAmong('series', series, complete.series),
  };
}

/** Maximum number of id comparisons that one run spends on suggestions: about a second. */
const COMPARISONS = 2_000_000;

/**
 * The names of one kind. If a record of the kind could not be read, not all ids are known; every id then
 * counts as existing, so that one error does not cause a hundred false ones.
 */
export function namesAmong<W extends L, L extends { id?: string | undefined }>(
  kind: string,
  records: readonly Kept<W, L>[],
  complete: boolean,
): Names {
  // A malformed id is reported where it is defined; references to its corrected form are not errors.
  const ids = new Set(
    records.flatMap(({ links: { id } }) => (id === undefined ? [] : faultOfId(id) ? slug(id) : id)),
  );
  // A misspelling repeated throughout a bulk corpus is looked up once. After this many comparisons there are
  // no more suggestions.
  let left = COMPARISONS;
  const looked = new Map<string, string | undefined>();
  return {
    kind,
    has: (id) => !complete || ids.has(id),
    nearest: (id) => {
      if (looked.has(id) || left <= 0) return looked.get(id);
      left -= ids.size;
      const near = nearest(id, ids);
      looked.set(id, near);
      return near;
    },
  };
}

/** The kind of each participant by id; the first of duplicates. */
export function kindsOf({ participants }: Lists): Map<string, string | undefined> {
  const kinds = new Map<string, string | undefined>();
  for (const { links } of participants)
    if (links.id !== undefined && !kinds.has(links.id)) kinds.set(links.id, links.kind);
  return kinds;
}
