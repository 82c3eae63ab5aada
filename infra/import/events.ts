import * as z from 'zod';
import { participant } from '../../schema/record/participant.ts';
import { slug } from '../../schema/record/value/id.ts';
import { choice } from '../../schema/record/value/zod-types.ts';
import { forms } from '../../schema/record/vocabulary.ts';
import { dateOf, distance, overlap, type Span, spanOfAll } from './days.ts';
import { inPlace, wordFor } from './places.ts';
import type { MeetingRecord, SeriesRecord } from './source.ts';
import { table } from './tables.ts';

const seriesRow = z
  .strictObject({
    id: participant.shape.id,
    name: participant.shape.name,
    by: participant.shape.id.optional(),
    form: choice(forms).default('MULTILATERAL'),
    session: z.int().positive().optional(),
    match: z.string(),
  })
  .transform((row) => ({ ...row, pattern: new RegExp(row.match, 'i') }));

/** Recurring meetings under one name, and the words that sources use for them. */
type EventSeries = z.output<typeof seriesRow>;

const SERIES = table(z.array(seriesRow), new URL('events.yaml', import.meta.url));

const NAMES = table(
  z.array(
    z
      .strictObject({ name: z.string(), session: z.int().positive().optional(), match: z.string() })
      .transform((row) => ({ ...row, pattern: new RegExp(row.match, 'i') })),
  ),
  new URL('event-names.yaml', import.meta.url),
);

export type Presence = MeetingRecord['participants'][number];
export type Readout = MeetingRecord['readouts'][number];

/** One person's attendance at an event, from one record of a source. */
export interface Attendance {
  /** The source's words for the event, without its place. */
  readonly words: string;
  readonly place: NonNullable<MeetingRecord['place']>;
  /** The days of the event if they are printed, otherwise those of the stay. */
  readonly days: Span;
  readonly daysPrinted: boolean;
  /** Whether heads of state or government attended. */
  readonly leaders: boolean;
  readonly participants: readonly Presence[];
  readonly readouts: readonly Readout[];
}

/** An event with everyone known to have attended it. */
export interface Event {
  readonly record: MeetingRecord;
  readonly attendances: readonly Attendance[];
}

/** The series that the words for an event belong to. */
export const seriesOf = (words: string): EventSeries | undefined =>
  SERIES.find(({ pattern }) => pattern.test(words));

/** The records of the series that meetings refer to but the content does not have yet. */
export function namedSeries(meetings: readonly MeetingRecord[], known: ReadonlySet<string>): SeriesRecord[] {
  const named = new Set(meetings.flatMap(({ series }) => series?.id ?? []));
  return [...named].flatMap((id) => {
    const row = known.has(id) ? undefined : SERIES.find((each) => each.id === id);
    return row ? [{ id, name: row.name }] : [];
  });
}

const ORDINALS = 'First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth'.split(
  ' ',
);

/**
 * The number of an event in its series, if its words begin with one: `31st ASEAN Summit`, `Third Session`.
 */
function ordinalOf(words: string): number | undefined {
  const digits = /^(\d{1,3})(?:st|nd|rd|th|d)\b(?! [Aa]nniversary)/.exec(words)?.[1];
  if (digits !== undefined) return Number(digits);
  const index = ORDINALS.findIndex((word) => new RegExp(`^${word}\\b`, 'i').test(words));
  return index < 0 ? undefined : index + 1;
}

/**
 * Combines all attendances that share a series (or else a name), a country and a day into one event. The
 * event's days are the printed ones, or else those on which all attendees were there; for a session, those
 * from the first to the last.
 */
export function eventsOf(attendances: readonly Attendance[]): Event[] {
  const groups: Attendance[][] = [];
  const sorted = [...attendances].sort((a, b) =>
    a.days.start < b.days.start ? -1 : a.days.start > b.days.start ? 1 : 0,
  );
  const byKey = new Map<string, Attendance[][]>();
  for (const each of sorted) {
    const key = keyOf(each.words);
    const held = byKey.get(key) ?? [];
    const between = sessionOf(each.words);
    const group = held.find(
      (group) =>
        group.some(
          ({ days }) =>
            overlap(days, each.days) ||
            (between !== undefined && distance(days.end, each.days.start) <= between),
        ) &&
        agree(
          group.map(({ place }) => place.country),
          each.place.country,
        ) &&
        agree(
          group.map(({ place }) => place.city),
          each.place.city,
        ),
    );
    if (group) group.push(each);
    else {
      const made = [each];
      held.push(made);
      groups.push(made);
    }
    byKey.set(key, held);
  }
  const taken = new Set<string>();
  return groups.map((group) => ({ record: recordOf(group, taken), attendances: group }));
}

function recordOf(group: readonly Attendance[], taken: Set<string>): MeetingRecord {
  const printedWords = best(group.map((each) => each.words));
  const words = nameIn(printedWords) ?? printedWords;
  const series = seriesOf(words);
  const place = group
    .map((each) => each.place)
    .filter((each) => Object.keys(each).length > 0)
    .sort((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
  const printed = group.find(({ daysPrinted }) => daysPrinted)?.days;
  const spans = group.map((each) => each.days);
  const days = printed ?? (sessionOf(printedWords) === undefined ? commonDays(spans) : spanOfAll(spans));
  const where = wordFor(place);
  const name = slug(series?.id ?? words)
    .split('-')
    .slice(0, 9)
    .join('-');
  const plain = [days.start, name, where === undefined ? '' : slug(where)]
    .filter(Boolean)
    .join('-')
    .slice(0, 90)
    .replace(/-$/, '');
  let id = plain;
  for (let number = 2; taken.has(id); number += 1) id = `${plain}-${number}`;
  taken.add(id);
  const ordinal = series && ordinalOf(words);
  return {
    id,
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}${where === undefined || words.includes(where) ? '' : inPlace(place)}`,
    form:
      series?.form ??
      (/\b(?<!Business )Summit\b/.test(words) && group.some(({ leaders }) => leaders)
        ? 'SUMMIT'
        : 'MULTILATERAL'),
    status: 'HELD',
    date: dateOf(days),
    ...(place === undefined ? {} : { place }),
    ...(series === undefined
      ? {}
      : { series: { id: series.id, ...(ordinal === undefined ? {} : { ordinal }) } }),
    ...(printed
      ? {}
      : {
          note: 'The days are those of the stay there of those who attended; the source does not print the days of the event.',
        }),
    participants: distinct([
      ...group.flatMap((each) => each.participants),
      ...(series?.by === undefined ? [] : [{ who: series.by, role: 'PARTICIPANT' as const }]),
    ]),
    participantsKnown: 'PARTIAL',
    readouts: distinctReadouts(group.flatMap((each) => each.readouts)),
  };
}

/** The event that words name, if it has several names or lasted for weeks. */
const eventCalled = (words: string) => NAMES.find(({ pattern }) => pattern.test(words));

const nameIn = (words: string): string | undefined => eventCalled(words)?.name;

/** Maximum number of days between two attendances of one event, if it lasts for weeks. */
const sessionOf = (words: string): number | undefined => (seriesOf(words) ?? eventCalled(words))?.session;

/** Normalizes words for an event: without articles, punctuation, case and plurals. */
export function keyOf(words: string): string {
  const series = seriesOf(words);
  if (series) return series.id;
  const name = nameIn(words);
  if (name !== undefined) return name;
  return slug(words.replace(/[’']s?\b/g, '').replace(/\b(?:the|an?|of|meetings?|at)\b/gi, ' '));
}

/** The words printed most often; the longest if there are several. */
function best(words: readonly string[]): string {
  const uses = Map.groupBy(words, (each) => each);
  return (
    [...uses].sort(
      ([a, x], [b, y]) => y.length - x.length || b.length - a.length || (a < b ? -1 : 1),
    )[0]?.[0] ?? ''
  );
}

/** The days printed most often; if all differ, those that all share; otherwise from the first to the last. */
function commonDays(spans: readonly Span[]): Span {
  const [often, next] = [...Map.groupBy(spans, dateOf).values()].sort((a, b) => b.length - a.length);
  if (often?.[0] && often.length > (next?.length ?? 0)) return often[0];
  const starts = spans.map(({ start }) => start).sort();
  const ends = spans.map(({ end }) => end).sort();
  const shared = { start: starts.at(-1) ?? '', end: ends[0] ?? '' };
  return shared.start <= shared.end ? shared : spanOfAll(spans);
}

const agree = (places: readonly (string | undefined)[], place: string | undefined): boolean =>
  place === undefined || places.every((other) => other === undefined || other === place);

/** Each participant once; an entry with an office takes precedence over a bare name. */
export function distinct(participants: readonly Presence[]): Presence[] {
  const byWho = new Map<string, Presence>();
  for (const each of participants) {
    const held = byWho.get(each.who);
    if (!held || (held.office === undefined && each.office !== undefined)) byWho.set(each.who, each);
  }
  return [...byWho.values()];
}

/** Each page once, with distinct ids. */
export function distinctReadouts(readouts: readonly Readout[]): Readout[] {
  const byUrl = new Map(readouts.map((each) => [each.url ?? each.id, each]));
  const used = new Map<string, number>();
  return [...byUrl.values()].map((each) => {
    const id = each.id.replace(/-\d+$/, '');
    const number = (used.get(id) ?? 0) + 1;
    used.set(id, number);
    return { ...each, id: number === 1 ? id : `${id}-${number}` };
  });
}
