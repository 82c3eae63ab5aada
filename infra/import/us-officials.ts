import * as z from 'zod';
import { participant } from '../../schema/record/participant.ts';
import { slug } from '../../schema/record/value/id.ts';
import { day } from '../../schema/record/value/zod-types.ts';
import { distance, type Span } from './days.ts';
import type { ParticipantRecord } from './source.ts';
import { table } from './tables.ts';

export const UNITED_STATES = 'united-states';

const official = z
  .strictObject({
    name: participant.shape.name,
    office: z.enum(['President', 'Secretary of State']),
    from: day('First day on which nobody else held the office.'),
    until: day('Last such day.'),
    page: z.string().optional(),
  })
  .transform((official) => ({ ...official, id: slug(official.name) }));

/** Somebody who held an office of the United States in these years. */
export type Official = z.output<typeof official>;

const OFFICIALS = table(z.array(official), new URL('us-officials.yaml', import.meta.url));

/** The President on all days of a span; undefined if the office changed hands. */
export function presidentOn({ start, end }: Span): Official | undefined {
  return OFFICIALS.find(({ office, from, until }) => office === 'President' && from <= start && end <= until);
}

/**
 * The President whom a surname means on these days: the one in office or, before the inauguration, the
 * President-elect.
 */
export function presidentNamed(words: string, span: Span, elect: boolean): Official | undefined {
  const president = elect
    ? OFFICIALS.find(
        ({ office, from }) => office === 'President' && span.end < from && distance(span.end, from) < 90,
      )
    : presidentOn(span);
  const surname = president?.name.split(' ').at(-1);
  return surname !== undefined && words.replaceAll('.', '').split(/\s/).includes(surname)
    ? president
    : undefined;
}

/**
 * The official whose travels a page lists, as of a day; if the day is outside all terms, the nearest term
 * counts.
 */
export function officialOf(page: string, day: string): Official | undefined {
  const away = ({ from, until }: Official) =>
    day < from ? distance(day, from) : day > until ? distance(day, until) : 0;
  return OFFICIALS.filter((each) => each.page === page).sort((a, b) => away(a) - away(b))[0];
}

/** Whether the person held the office on the day, including the days of taking and leaving office. */
export const inOfficeOn = ({ from, until }: Official, day: string): boolean =>
  distance(day, from) <= 1 || distance(day, until) <= 1 || (from <= day && day <= until);

export const officialRecord = ({ id, name }: Official): ParticipantRecord => ({
  id,
  kind: 'PERSON',
  name,
  country: 'US',
});
