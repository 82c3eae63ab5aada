export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Days of a month (1 to 12) in the Gregorian calendar, extended to dates before 1582 as in ISO 8601. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Says what would be right if year, month and day do not form a valid day; undefined if they do. Leave out
 * the day, or the month and the day, for coarser dates.
 */
export function faultOfCalendar(year: number, month?: number, day?: number): string | undefined {
  if (year < 1) return 'years run from 0001 to 9999';
  if (month === undefined) return undefined;
  if (month < 1 || month > 12) return 'months run from 01 to 12';
  if (day === undefined) return undefined;
  const days = daysIn(year, month);
  return day < 1 || day > days ? `${MONTHS[month - 1]} ${pad(year, 4)} has days 01 to ${days}` : undefined;
}

/** `YYYY-MM-DD`. */
export function isoDay(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
