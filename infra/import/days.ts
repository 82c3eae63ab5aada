import { MONTHS } from '../../schema/record/value/calendar.ts';
import { faultOfDay } from '../../schema/record/value/day.ts';

/** A month as printed by sources, in full or abbreviated. */
const MONTH =
  '(?:Jan(?:uary|\\.)|Feb(?:ruary|\\.)|Mar(?:ch|\\.)|Apr(?:il|\\.)|May|June|July|Aug(?:ust|\\.)|Sept(?:ember|\\.)|Oct(?:ober|\\.)|Nov(?:ember|\\.)|Dec(?:ember|\\.))';

/**
 * A printed day or span of days: `May 3`, `October 10-11`, `March 28–April 4`,
 * `November 29, 1874–February 2, 1875`.
 */
export const SPAN = `${MONTH} \\d{1,2}(?:, \\d{4})?(?: ?[-–] ?(?:${MONTH} )?\\d{1,2}(?:, \\d{4})?)?`;

export interface Span {
  readonly start: string;
  readonly end: string;
}

/**
 * The days of a printed span, in the year that is nearest to `near`; undefined if they are not valid days or
 * end before they begin.
 */
export function spanOf(printed: string, near: string): Span | undefined {
  const match = new RegExp(
    `^(${MONTH}) (\\d{1,2})(?:, (\\d{4}))?(?: ?[-–] ?(?:(${MONTH}) )?(\\d{1,2})(?:, (\\d{4}))?)?$`,
  ).exec(printed);
  if (!match) return undefined;
  const [, month = '', day = '', year, endMonth, endDay, endYear] = match;
  const start = dayOf(month, day, year, near);
  const end = endDay === undefined ? start : dayOf(endMonth ?? month, endDay, endYear, start ?? near);
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

function dayOf(month: string, day: string, year: string | undefined, near: string): string | undefined {
  const number = MONTHS.findIndex((name) => name.startsWith(month.replace('.', ''))) + 1;
  const tail = `${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const around = Number(near.slice(0, 4));
  const days = (year === undefined ? [around - 1, around, around + 1] : [Number(year)])
    .map((each) => `${each}-${tail}`)
    .filter((each) => faultOfDay(each) === undefined);
  return days.sort((a, b) => distance(a, near) - distance(b, near))[0];
}

/** Number of days between two days. */
export const distance = (a: string, b: string): number =>
  Math.abs(Date.parse(a) - Date.parse(b)) / (24 * 3600 * 1000);

/** A day as written in a sentence: `16 January 1960`. */
export function inWords(day: string): string {
  const [year, month, number] = day.split('-');
  return `${Number(number)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** Days in the content format. */
export const dateOf = ({ start, end }: Span): string => (start === end ? start : `${start}/${end}`);

export const overlap = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** From the first day of all spans to the last. There is at least one span. */
export const spanOfAll = (spans: readonly Span[]): Span => ({
  start: spans.map(({ start }) => start).sort()[0] ?? '',
  end:
    spans
      .map(({ end }) => end)
      .sort()
      .at(-1) ?? '',
});
