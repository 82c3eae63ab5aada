import type { Fault } from './fault.ts';
import { withShortMarkRuns } from './mark-runs.ts';
import { quoted } from './printable.ts';

/** An id becomes part of file names and table keys, so it must be short enough for every system. */
export const ID_LIMIT = 100;
export const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Why `value` cannot be an id, or undefined if it can. An id has lower-case ASCII letters and digits, in
 * words joined by single hyphens.
 */
export function faultOfId(value: string): Fault | undefined {
  if (value.length <= ID_LIMIT && ID.test(value)) return undefined;
  if (value.length > ID_LIMIT)
    return { found: `an id of ${value.length} characters`, right: `use at most ${ID_LIMIT}` };
  const proposal = slug(value);
  const rules = 'use lower-case letters a-z and digits, in words joined by single hyphens';
  return {
    found: `${quoted(value)} is not an id`,
    right: proposal === '' ? rules : `${rules}, for instance "${proposal}"`,
  };
}

/** The valid id nearest to `value`; empty if no letter or digit is left. */
export function slug(value: string): string {
  return withShortMarkRuns(value)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
