import type { Path, Place } from './problem.ts';
import type { Kept } from './record-read.ts';

/** The place of `path` in a kept record. */
export function placeOf<W extends L, L>({ source, base }: Kept<W, L>, ...path: Path): Place {
  return { ...source, path: [...base, ...path], part: 'value' };
}

/** The place of a record's id: the name of the file for a meeting in YAML. */
export function placeOfId<W extends L, L>(kept: Kept<W, L>): Place {
  const named = kept.source.line === undefined && kept.base.length === 0;
  return named ? { ...kept.source, path: [], part: 'file' } : placeOf(kept, 'id');
}
