import type { precisions, WordOf } from '../vocabulary.ts';
import { daysIn, faultOfCalendar, isoDay } from './calendar.ts';
import type { Fault } from './fault.ts';
import { quoted } from './printable.ts';

export type DatePrecision = WordOf<typeof precisions>;

/**
 * A date of the Extended Date/Time Format, level 1, with the first and last day that it can mean
 * (`YYYY-MM-DD`, inclusive).
 */
export interface EventDate {
  edtf: string;
  start: string;
  end: string;
  precision: DatePrecision;
  approximate: boolean;
}

type Parsed<T> = { ok: true; value: T } | { ok: false; fault: Fault };
type Span = Omit<EventDate, 'edtf'>;

const EXAMPLES = '2022-03-30, 2022-03, "2022", 2022-03-30~ or 2022-03-30/2022-03-31';
// Year with its last digits unspecified, month, day, and one qualifier for the whole date.
const DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%])?$/;

/**
 * Reads an EDTF date: day, month or year precision, intervals with both ends, `~`, `?` and `%` (all three
 * make it approximate), and unspecified digits (`2023-05-XX`, `2023-XX`, `202X`). A decade or century is an
 * approximate interval. Seasons, open or unknown ends, times and years outside 0001 to 9999 are rejected,
 * because they have no definite first and last day. Source: Library of Congress, Extended Date/Time Format,
 * 2019.
 */
export function parseEdtf(edtf: string): Parsed<EventDate> {
  const slash = edtf.indexOf('/');
  if (slash < 0) {
    const span = parseDate(edtf);
    return span.ok ? { ok: true, value: { edtf, ...span.value } } : span;
  }
  return parseInterval(edtf, edtf.slice(0, slash), edtf.slice(slash + 1));
}

function parseInterval(edtf: string, from: string, to: string): Parsed<EventDate> {
  if (isOpen(from) || isOpen(to))
    return fail(
      `the interval ${quoted(edtf)} has an open or unknown end`,
      'a meeting needs both its first and its last date',
    );
  const first = parseDate(from);
  if (!first.ok) return first;
  const last = parseDate(to);
  if (!last.ok) return last;
  const { start } = first.value;
  const { end } = last.value;
  if (start > end)
    return fail(
      `the interval ${quoted(edtf)} ends before it starts`,
      `write the earlier date first: "${to}/${from}"`,
    );
  const approximate = first.value.approximate || last.value.approximate;
  return { ok: true, value: { edtf, start, end, precision: 'INTERVAL', approximate } };
}

function isOpen(end: string): boolean {
  return end === '' || end === '..';
}

function parseDate(text: string): Parsed<Span> {
  const match = DATE.exec(text);
  if (!match) return faultOfForm(text);
  const [, year = '', month, day, qualifier] = match;
  const approximate = qualifier !== undefined;
  if (year.includes('X')) return month === undefined ? spanOfYears(text, year) : faultOfForm(text);
  const y = Number(year);
  if (month === 'XX' || month === undefined) {
    if (day !== undefined && day !== 'XX') return faultOfForm(text);
    return spanOf(text, [y], { start: [1, 1], end: [12, 31], precision: 'YEAR', approximate });
  }
  const m = Number(month);
  if (m >= 21 && m <= 24 && day === undefined) return faultOfSeason(text, year);
  if (day === 'XX' || day === undefined)
    return spanOf(text, [y, m], { start: [m, 1], end: [m, daysIn(y, m)], precision: 'MONTH', approximate });
  const d = Number(day);
  return spanOf(text, [y, m, d], { start: [m, d], end: [m, d], precision: 'DAY', approximate });
}

interface Bounds {
  start: [month: number, day: number];
  end: [month: number, day: number];
  precision: DatePrecision;
  approximate: boolean;
}

function spanOf(
  text: string,
  given: [year: number, month?: number, day?: number],
  bounds: Bounds,
): Parsed<Span> {
  const right = faultOfCalendar(...given);
  if (right !== undefined) return fail(`impossible date ${quoted(text)}`, right);
  const { precision, approximate } = bounds;
  const [year] = given;
  return {
    ok: true,
    value: { start: isoDay(year, ...bounds.start), end: isoDay(year, ...bounds.end), precision, approximate },
  };
}

function spanOfYears(text: string, year: string): Parsed<Span> {
  const from = Number(year.replaceAll('X', '0'));
  if (from < 1) return fail(`impossible date ${quoted(text)}`, 'years run from 0001 to 9999');
  const to = Number(year.replaceAll('X', '9'));
  return {
    ok: true,
    value: { start: isoDay(from, 1, 1), end: isoDay(to, 12, 31), precision: 'INTERVAL', approximate: true },
  };
}

function faultOfSeason(text: string, year: string): Parsed<never> {
  return fail(
    `${quoted(text)} is a season, which falls in different months north and south of the equator`,
    `write the months instead, such as "${year}-03/${year}-05"`,
  );
}

function faultOfForm(text: string): Parsed<never> {
  if (/^\d{4}-\d{2}-\d{2}T/.test(text))
    return fail(`${quoted(text)} has a time of day`, `write the day alone: ${text.slice(0, 10)}`);
  if (/^(-\d|Y-?\d)/.test(text))
    return fail(`${quoted(text)} is outside the calendar`, 'years run from 0001 to 9999');
  return fail(`malformed date ${quoted(text)}`, `write it like ${EXAMPLES}`);
}

function fail(found: string, right: string): Parsed<never> {
  return { ok: false, fault: { found, right } };
}
