import { group } from '../../schema/store/keys.ts';
import type { ReleaseSource } from './release-file.ts';

/**
 * What the table says of the last run, in the seal of the dataset: the release that it holds whole, or that a run has begun
 * and not ended. The table may then hold rows of two releases, and this is all that is known of where.
 */
export interface Mark {
  /** The id of a release, or `unfinished` and the id of the one that is being written. */
  readonly seal: string;
  /** Groups that may have rows and no seal yet, and that only this list knows of. */
  readonly newGroups: readonly string[];
  /**
   * Set by a run that found the work of an unfinished one of another release: seals of groups after this key may be
   * wrong, for their rows may be of that other release. Up to it every row was compared.
   */
  readonly mended?: string;
}

const unfinished = (release: string) => `unfinished ${release}`;

/** What a run has to do, and how it marks the table while it does. */
export interface Course {
  /** Groups to compare row by row, in the order of their keys; the dataset, which always comes last, is not among them. */
  readonly pending: readonly string[];
  readonly unchanged: number;
  /** The mark under which a step may be written, when all pending groups up to `done` have been. */
  markFor(step: readonly string[], done: string | undefined): Mark;
}

interface Situation {
  readonly release: ReleaseSource;
  /** The mark that the table bears, or null when it was never written to. */
  readonly held: Mark | null;
  readonly seals: ReadonlyMap<string, string>;
  readonly repair: boolean;
}

/** Which groups differ, given which seals can be believed. Pure. */
export function courseOf({ release, held, seals, repair }: Situation): Course {
  const isUnfinished = held?.seal.startsWith('unfinished') ?? false;
  const continues = held?.seal === unfinished(release.id);
  const isDoubtful = repair || (isUnfinished && !continues);
  const mended = continues && held?.mended !== undefined ? held.mended : isDoubtful ? '' : undefined;
  const suspects = isUnfinished ? (held?.newGroups ?? []) : [];

  const others = [...release.groups].filter(([key]) => key !== group.dataset);
  const isRight = (key: string, seal: string) =>
    (mended === undefined || key <= mended) && seals.get(key) === seal;
  const differing = others.filter(([key, seal]) => !isRight(key, seal)).map(([key]) => key);
  const gone = [...seals.keys(), ...suspects].filter(
    (key) => key !== group.dataset && !release.groups.has(key),
  );

  return {
    pending: [...new Set([...differing, ...gone])].sort(),
    unchanged: others.length - differing.length,
    markFor: (step, done) => ({
      seal: unfinished(release.id),
      newGroups: [...new Set([...suspects, ...step.filter((key) => !seals.has(key))])],
      ...(mended === undefined ? {} : { mended: done ?? mended }),
    }),
  };
}

/** Whether a run cut short under the held mark leaves behind enough to go on from, as it would under the wanted one. */
export function covers(held: Mark | null, wanted: Mark): boolean {
  if (held?.seal !== wanted.seal) return false;
  if ((held.mended === undefined) !== (wanted.mended === undefined)) return false;
  const known = new Set(held.newGroups);
  return wanted.newGroups.every((key) => known.has(key));
}
