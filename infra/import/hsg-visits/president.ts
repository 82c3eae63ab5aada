import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { participant } from '../../../schema/record/participant.ts';
import { day } from '../../../schema/record/value/zod-types.ts';

const president = z.strictObject({
  name: participant.shape.name,
  from: day('First whole day in office, or the day of taking it over.'),
  until: day('Last whole day in office.'),
});

const PRESIDENTS = z
  .array(president)
  .parse(parse(readFileSync(new URL('presidents.yaml', import.meta.url), 'utf8')));

// "Met with President Bush", "met informally with the President"; not "former President", and not the visitor's own.
const MET =
  /\b(?:[Mm]et|[Mm]eeting|[Cc]onferred)\s(?:[a-z]+\s){0,2}with\s(?:the\sPresident\b(?!\sof|-)|(?:U\.S\.\s)?President\s((?:[A-Z][\w.]*\s?)+))/g;

/**
 * The President whom a visitor met, when the description says that there was a meeting, names nobody else, and one person held the office
 * on all days of the visit; else undefined. Days on which the office changed hands belong to neither.
 */
export function presidentMet(description: string, start: string, end: string): string | undefined {
  const said = [...description.matchAll(MET)];
  if (said.length === 0) return undefined;
  const holder = PRESIDENTS.find(({ from, until }) => from <= start && end <= until);
  if (!holder) return undefined;
  const surname = holder.name.split(' ').at(-1);
  return said.some(
    ([, names]) =>
      names === undefined ||
      (surname !== undefined && names.replaceAll('.', '').split(/\s/).includes(surname)),
  )
    ? holder.name
    : undefined;
}
