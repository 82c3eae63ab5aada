import type { KeptMeeting } from '../read/record-read.ts';
import type { Names } from './known-ids.ts';

/**
 * Everyone who may speak at a meeting: its participants and voices, and the states and organizations they
 * represent. Undefined if an entry does not say who it is. A misspelt id counts as the id it was meant to be,
 * so that one slip is reported only once.
 */
export function speakersOf(
  { links: { participants, voices } }: KeptMeeting,
  names: Names,
): Set<string> | undefined {
  const speakers = new Set<string>();
  const add = (id: string) => {
    const meant = names.has(id) ? id : names.nearest(id);
    if (meant !== undefined) speakers.add(meant);
  };
  for (const list of [participants, voices])
    for (const { who, for: onBehalfOf } of list) {
      if (who === undefined) return undefined;
      add(who);
      if (onBehalfOf !== undefined) add(onBehalfOf);
    }
  return speakers;
}
