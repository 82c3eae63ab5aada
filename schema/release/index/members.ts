import type { Days } from '../../store/date-bounds.ts';
import { meetingsOverlapping } from './flags.ts';
import type { ReleaseIndex } from './release-index.ts';

export type Kind = 'PERSON' | 'STATE' | 'ORGANIZATION';

/** Numbers of participants, as narrow as possible, because counting pairs takes as long as reading them. */
export type ParticipantNumbers = Uint16Array | Uint32Array;

export const numbersOf = (participants: number, length: number): ParticipantNumbers =>
  participants < 0x10000 ? new Uint16Array(length) : new Uint32Array(length);

/**
 * The members of meetings; those of row `r` are from `starts[r]` up to, but not including, `starts[r + 1]`,
 * in ascending order.
 */
export interface Members {
  readonly starts: Uint32Array;
  readonly values: ParticipantNumbers;
  /** The side of each value, 0 for its own side; absent if all are on their own sides. */
  readonly sides: Uint16Array | undefined;
  /** The meeting of each row. */
  readonly meetings: Uint32Array;
}

/** The participants of a kind at each meeting that was held within the days and has at least two of them. */
export function membersOfHeld(index: ReleaseIndex, kind: Kind, days: Days | undefined): Members {
  const { early, start, end } = meetingsOverlapping(index, days);
  const { meetingStatus, participantKind, participants, personSide } = index;
  const held = index.words.status.indexOf('HELD');
  const wanted = index.words.kind.indexOf(kind);
  const isPerson = kind === 'PERSON';
  const from = isPerson ? index.meetingPersons : index.meetingParties;
  const rows = early.length + end - start;
  const most = early.reduce(
    (sum, each) => sum + (from.starts[each + 1] ?? 0) - (from.starts[each] ?? 0),
    (from.starts[end] ?? 0) - (from.starts[start] ?? 0),
  );
  const starts = new Uint32Array(rows + 1);
  const meetings = new Uint32Array(rows);
  const values = numbersOf(participants, most);
  const sides = isPerson ? new Uint16Array(most) : undefined;
  /** The last row, counted from 1, in which each side appeared. */
  const latest = new Uint32Array(isPerson ? participants + 1 : 0);
  let [row, length] = [0, 0];
  const add = (meeting: number): void => {
    if (meetingStatus[meeting] !== held) return;
    const first = length;
    let hasColleagues = false;
    const behind = from.starts[meeting + 1] ?? 0;
    for (let at = from.starts[meeting] ?? 0; at < behind; at += 1) {
      const participant = from.values[at] ?? 0;
      if (participantKind[participant] !== wanted) continue;
      values[length] = participant;
      if (sides) {
        const side = personSide[at] ?? 0;
        sides[length] = side;
        hasColleagues ||= side !== 0 && latest[side] === row + 1;
        latest[side] = row + 1;
      }
      length += 1;
    }
    if (length - first < 2) {
      length = first;
      // Reset, so that nobody counts as a colleague in the next meeting.
      if (sides) latest[sides[first] ?? 0] = 0;
      return;
    }
    if (!hasColleagues) sides?.fill(0, first, length);
    meetings[row] = meeting;
    row += 1;
    starts[row] = length;
  };
  for (const meeting of early) add(meeting);
  for (let meeting = start; meeting < end; meeting += 1) add(meeting);
  return { starts: starts.subarray(0, row + 1), values: values.subarray(0, length), sides, meetings };
}

/**
 * The memberships of each participant: from `firsts[p]` up to, but not including, `firsts[p + 1]`, oldest
 * first.
 */
export interface Places {
  readonly firsts: Uint32Array;
  /** Index among the members, row, size of the row, and side. */
  readonly places: Uint32Array;
  readonly rows: Uint32Array;
  readonly sizes: Uint16Array;
  readonly sides: Uint16Array | undefined;
  /** Number of later members in the row, and the next one: most rows have two. */
  readonly behind: Uint16Array;
  readonly followers: ParticipantNumbers;
}

export function placesOf({ starts, values, sides }: Members, participants: number): Places {
  const { length } = values;
  const firsts = new Uint32Array(participants + 1);
  for (let at = 0; at < length; at += 1) {
    const next = (values[at] ?? 0) + 1;
    firsts[next] = (firsts[next] ?? 0) + 1;
  }
  for (let each = 0; each < participants; each += 1)
    firsts[each + 1] = (firsts[each + 1] ?? 0) + (firsts[each] ?? 0);
  const places = new Uint32Array(length);
  const rows = new Uint32Array(length);
  const sizes = new Uint16Array(length);
  const behind = new Uint16Array(length);
  const followers = numbersOf(participants, length);
  const placedSides = sides && new Uint16Array(length);
  const next = firsts.slice();
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const start = starts[row] ?? 0;
    const end = starts[row + 1] ?? 0;
    for (let at = start; at < end; at += 1) {
      const participant = values[at] ?? 0;
      const place = next[participant] ?? 0;
      next[participant] = place + 1;
      places[place] = at;
      rows[place] = row;
      sizes[place] = end - start;
      behind[place] = end - at - 1;
      if (at + 1 < end) followers[place] = values[at + 1] ?? 0;
      if (placedSides) placedSides[place] = sides?.[at] ?? 0;
    }
  }
  return { firsts, places, rows, sizes, sides: placedSides, behind, followers };
}
