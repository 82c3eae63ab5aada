import { overlap, type Span } from './days.ts';
import type { Known, KnownMeeting, MeetingRecord } from './source.ts';

/**
 * Finds the meeting in the content that is the same as a new record: one with the same days, country and
 * sides.
 */
export function createOverlaps({ meetings }: Known): (record: MeetingRecord, days: Span) => KnownMeeting[] {
  const byWho = new Map<string, KnownMeeting[]>();
  for (const known of meetings)
    for (const { who } of known.meeting.participants) byWho.set(who, [...(byWho.get(who) ?? []), known]);
  return (record, days) => {
    const sides = sidesOf(record.participants);
    const found = new Set<KnownMeeting>();
    for (const { who } of record.participants)
      for (const known of byWho.get(who) ?? []) {
        const { date, place, participants } = known.meeting;
        if (!overlap(date, days)) continue;
        if (
          place?.country !== undefined &&
          record.place?.country !== undefined &&
          place.country !== record.place.country
        )
          continue;
        const shared = [...sidesOf(participants)].filter((side) => sides.has(side));
        if (shared.length > 1 && participants.some((other) => other.who === who)) found.add(known);
      }
    return [...found];
  };
}

/** The states and organizations of a meeting: those that persons represented, and those listed themselves. */
const sidesOf = (participants: readonly { who: string; for?: string }[]): Set<string> =>
  new Set(participants.map(({ who, for: side }) => side ?? who));
