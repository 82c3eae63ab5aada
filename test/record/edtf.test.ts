import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEdtf } from '../../schema/record/value/edtf.ts';

const pad = (value: number, width: number) => String(value).padStart(width, '0');
const year = fc.integer({ min: 1, max: 9999 }).map((value) => pad(value, 4));
const month = fc.integer({ min: 1, max: 12 }).map((value) => pad(value, 2));
/** A day that exists, by the calendar of JavaScript. */
const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const qualifier = fc.constantFrom('', '~', '?', '%');
const unqualified = fc.oneof(
  day,
  year,
  fc.tuple(year, month).map(([y, m]) => `${y}-${m}`),
  year.map((y) => `${y}-XX`),
  fc.tuple(year, month).map(([y, m]) => `${y}-${m}-XX`),
);
const date = fc.tuple(unqualified, qualifier).map(([text, mark]) => text + mark);

function read(edtf: string) {
  const parsed = parseEdtf(edtf);
  if (!parsed.ok) throw new Error(`${edtf}: ${parsed.fault.found}`);
  return parsed.value;
}

describe('a date in EDTF', () => {
  it.each([
    ['2022-03-30', '2022-03-30', '2022-03-30', 'DAY', false],
    ['2022-03', '2022-03-01', '2022-03-31', 'MONTH', false],
    ['2022', '2022-01-01', '2022-12-31', 'YEAR', false],
    ['2024-02~', '2024-02-01', '2024-02-29', 'MONTH', true],
    ['2022?', '2022-01-01', '2022-12-31', 'YEAR', true],
    ['2022-03-30%', '2022-03-30', '2022-03-30', 'DAY', true],
    ['2022-03-XX', '2022-03-01', '2022-03-31', 'MONTH', false],
    ['2022-XX', '2022-01-01', '2022-12-31', 'YEAR', false],
    ['2022-XX-XX', '2022-01-01', '2022-12-31', 'YEAR', false],
    ['202X', '2020-01-01', '2029-12-31', 'INTERVAL', true],
    ['19XX', '1900-01-01', '1999-12-31', 'INTERVAL', true],
    ['2022-03-30/2022-04-02', '2022-03-30', '2022-04-02', 'INTERVAL', false],
    ['2022-03/2022-03-15', '2022-03-01', '2022-03-15', 'INTERVAL', false],
    ['2021~/2022-02', '2021-01-01', '2022-02-28', 'INTERVAL', true],
  ])('%s runs from %s to %s', (edtf, start, end, precision, approximate) => {
    expect(read(edtf)).toEqual({ edtf, start, end, precision, approximate });
  });

  it('keeps its text and starts no later than it ends', () => {
    fc.assert(
      fc.property(date, (edtf) => {
        const { edtf: kept, start, end } = read(edtf);
        expect(kept).toBe(edtf);
        expect(start <= end).toBe(true);
        expect(read(start).start).toBe(start);
      }),
    );
  });

  it('accepts every day of the calendar as just that day', () => {
    fc.assert(
      fc.property(day, (text) => {
        expect(read(text)).toMatchObject({ start: text, end: text, precision: 'DAY' });
      }),
    );
  });

  it('refuses days, months and years that do not exist', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(99), fc.nat(99), (y, m, d) => {
        const text = `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}`;
        const real = new Date(`${text}T00:00:00Z`);
        const exists = y > 0 && !Number.isNaN(real.getTime()) && real.toISOString().startsWith(text);
        expect(parseEdtf(text).ok).toBe(exists);
      }),
      { numRuns: 5000 },
    );
  });

  it('refuses exactly the intervals that end before they start', () => {
    fc.assert(
      fc.property(date, date, (from, to) => {
        const parsed = parseEdtf(`${from}/${to}`);
        expect(parsed.ok).toBe(read(from).start <= read(to).end);
        if (parsed.ok)
          expect(parsed.value).toMatchObject({
            start: read(from).start,
            end: read(to).end,
            precision: 'INTERVAL',
          });
      }),
    );
  });

  it.each([
    '',
    '../2022',
    '2022/',
    '2022-21',
    '2022-2-3',
    '22-03-30',
    '2022-03-30 ',
    '2022/2023/2024',
    '-0001',
    'Y20000',
    '2022-XX-01',
    '000X',
    'XXXX',
    '2X22',
    '202X-01',
    '2022-03-30T10:00:00Z',
    '~2022',
  ])('refuses %j', (edtf) => {
    expect(parseEdtf(edtf).ok).toBe(false);
  });

  it('never throws, whatever is written', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseEdtf(text).ok === 'boolean'));
  });
});
