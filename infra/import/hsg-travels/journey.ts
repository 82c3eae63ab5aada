import { faultOfDay } from '../../../schema/record/value/day.ts';
import type { Span } from '../days.ts';
import { type Place, placesOf } from '../places.ts';
import { type State, stateOf } from '../states.ts';
import { inOfficeOn, type Official, officialOf } from '../us-officials.ts';
import { corrected } from './corrections.ts';
import { type Said, saidOf } from './remarks.ts';
import type { Trip } from './trip.ts';

/** A trip whose traveller, days and state are known. */
export interface Journey {
  readonly trip: Trip;
  readonly days: Span;
  readonly traveller: Official;
  /** The office held that day; a President-elect may travel as well. */
  readonly office: string | undefined;
  readonly state: State;
  readonly places: readonly { name: string; place: Place }[];
  readonly said: Said;
}

/** Interprets a trip, or says why that is impossible. */
export function journeyOf(trip: Trip): Journey | string {
  const { start, end, page, slug, label, locale } = trip;
  const fault = faultOfDay(start) ?? faultOfDay(end);
  if (fault) return `${fault.found}; ${fault.right}`;
  if (end < start) return `it ends on ${end}, before it begins on ${start}`;
  const traveller = officialOf(page, start);
  if (!traveller) return `who "${page}" is`;
  const state = stateOf(slug, label, start);
  if (!state) return `unclear which state "${label}" (${slug}) was on ${start}`;
  const places = placesOf(locale, state);
  return {
    trip,
    days: { start, end },
    traveller,
    office: officeOn(traveller, start),
    state,
    places,
    said: saidOf(
      corrected(trip),
      start,
      places.map(({ name }) => name),
    ),
  };
}

function officeOn(traveller: Official, day: string): string | undefined {
  if (inOfficeOn(traveller, day)) return traveller.office;
  return traveller.office === 'President' && day < traveller.from ? 'President-elect' : undefined;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^\W*$/, 'the remarks do not say what happened'],
  [
    /\b(?:[Ss]topp?ed|[Ss]topover|[Ss]top|[Rr]efueling|[Dd]isembarked|[Rr]e-?embarked|[Oo]verflew|[Rr]ested|[Ee]n route)\b/,
    'a stopover',
  ],
  [/\b(?:[Vv]acation|[Ff]ishing|[Gg]olf|[Hh]oliday|health reasons)/, 'a holiday'],
  [
    /\b(?:military|troops|forces|[Ii]nspected|combat zone|Marines|base|installations)\b/,
    'a visit to troops or bases',
  ],
  [
    /\b(?:[Cc]hiefs? of [Mm]ission|[Aa]mbassadors|U\.S\. (?:delegation|diplomats|officials|Diplomatic|Mission|Embassy|Government)|Chiefs of)\b/,
    'a meeting among Americans',
  ],
  [
    /\b(?:[Aa]ddress(?:ed)?|[Ss]poke|[Ss]peech|press conference|[Dd]elivered|[Ll]ecture|remarks)\b/,
    'a speech or a press conference',
  ],
  [/\b(?:[Ss]igned|[Ss]igning|[Ee]xchanged?|ratification)/, 'a signing, without mention of who was met'],
  [
    /\b(?:[Cc]eremon|[Dd]edicat|[Cc]ommemorat|[Rr]eceived|[Oo]pen(?:ed|ing)|[Ll]aid|[Ll]aying|[Ff]uneral|[Cc]elebrat|[Aa]nniversary|[Bb]anquet|[Dd]inner|[Rr]eception|[Ii]naugurat|[Ww]itnessed|[Ll]aunched)/,
    'a ceremony',
  ],
  [
    /\b(?:[Tt]our(?:ed)?|[Vv]isit(?:ed|ing)?|[Aa]ssessed|[Gg]ood will|[Tt]raveled)\b/,
    'a tour or a visit, without mention of who was met',
  ],
];

/** The reason why a trip whose remarks name nobody shows no meeting. */
export const reasonFor = (remarks: string): string =>
  REASONS.find(([pattern]) => pattern.test(remarks))?.[1] ?? 'no meeting is mentioned';
