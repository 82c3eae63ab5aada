import { placeOf } from '../read/place-of.ts';
import type { Place, Problem } from '../read/problem.ts';
import type { KeptMeeting } from '../read/record-read.ts';
import { suggest } from '../value/nearest.ts';
import { quoted } from '../value/printable.ts';

/**
 * A citation of a readout that its meeting does not have. Whether another meeting has it is known once all
 * are read.
 */
export interface StrayCitation {
  readonly place: Place;
  readonly readout: string;
  /** The ids of the meeting's own readouts. */
  readonly own: readonly string[];
}

export function strayCitations(kept: KeptMeeting): StrayCitation[] {
  const { readouts, statements } = kept.links;
  const own = readouts.flatMap(({ id }) => id ?? []);
  // If a readout has no id, no citation can be called wrong.
  if (own.length < readouts.length) return [];
  const known = new Set(own);
  return statements.flatMap(({ cite: { readout } }, index): StrayCitation[] =>
    readout === undefined || known.has(readout)
      ? []
      : [{ place: placeOf(kept, 'statements', index, 'cite', 'readout'), readout, own }],
  );
}

/** The problem of a stray citation; `owner` is the first meeting that has the readout. */
export function problemOfCitation(
  { place, readout, own }: StrayCitation,
  owner: string | undefined,
): Problem {
  const here = own.length === 0 ? 'add a readout to this meeting' : `this meeting has ${own.join(', ')}`;
  return owner === undefined
    ? { ...place, found: `unknown readout ${quoted(readout)}`, right: suggest(readout, own, here) }
    : { ...place, found: `readout ${quoted(readout)} belongs to meeting ${quoted(owner)}`, right: here };
}
