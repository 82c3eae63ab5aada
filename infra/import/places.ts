import * as z from 'zod';
import { country } from '../../schema/record/value/zod-types.ts';
import type { MeetingRecord } from './source.ts';
import type { State } from './states.ts';
import { table } from './tables.ts';

export type Place = NonNullable<MeetingRecord['place']>;

const row = z.strictObject({
  names: z.array(z.string()).min(1),
  city: z.string().exactOptional(),
  region: z.string().exactOptional(),
  venue: z.string().exactOptional(),
  country: country('Country of today.'),
});

const KNOWN: ReadonlyMap<string, Place> = new Map(
  table(z.array(row), new URL('places.yaml', import.meta.url)).flatMap(({ names, ...place }) =>
    names.map((name) => [name, place] as const),
  ),
);

/** Present countries that a source prints in brackets after a place. */
const IN_BRACKETS: Readonly<Record<string, Place>> = {
  Algeria: { country: 'DZ' },
  Senegal: { country: 'SN' },
  Cuba: { country: 'CU' },
  'The Gambia': { country: 'GM' },
  Barbados: { country: 'BB' },
  Jamaica: { country: 'JM' },
  'The Bahamas': { country: 'BS' },
  Trinidad: { country: 'TT' },
  Antilles: { country: 'CW' },
  Newfoundland: { region: 'Newfoundland and Labrador', country: 'CA' },
  'Virgin Islands': { region: 'Virgin Islands', country: 'VI' },
};

/** The present countries of former states, for places that are not in the table. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  'soviet-union': 'RU',
  yugoslavia: 'RS',
  'federal-republic-of-yugoslavia': 'RS',
  czechoslovakia: 'CZ',
  'german-democratic-republic': 'DE',
  'republic-of-vietnam': 'VN',
  'state-of-vietnam': 'VN',
  'yemen-arab-republic': 'YE',
  'republic-of-china': 'TW',
  'southern-rhodesia': 'ZW',
};

/** The places of a printed list: `Tel Aviv, Jerusalem`; `Mexico, D.F.` is one. */
export function placesOf(locale: string, state: State): { name: string; place: Place }[] {
  const parts = locale.replace('Mexico, D.F.', 'Mexico; D.F.').split(/, (?![^(]*\))/);
  return parts
    .map((part) => part.trim().replace('Mexico; D.F.', 'Mexico, D.F.'))
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = part, inside] = /^(.+?) \((?:The )?(.+)\)$/.exec(part) ?? [];
      return { name, place: placeOf(name, inside, state) };
    });
}

function placeOf(name: string, inside: string | undefined, state: State): Place {
  const home = { country: SUCCESSORS[state.id] ?? state.country };
  const known = KNOWN.get(name);
  if (known) return known;
  const elsewhere = inside === undefined ? undefined : (IN_BRACKETS[inside] ?? { region: inside });
  const grounds = /\b(?:Air Force Base|Air Base|Airfield|Army Base|Camp)\b/.test(name);
  return { ...(grounds ? { venue: name } : { city: name }), ...withCountry(home), ...elsewhere };
}

/** The only place in a list; for several places, what they share: a region, or else a country. */
export function sharedPlace(places: readonly Place[], state: State): Place | undefined {
  const [first, ...others] = places;
  if (first === undefined) return countryOf(state);
  if (others.length === 0) return first;
  const same = (key: 'country' | 'region') =>
    others.every((other) => other[key] === first[key]) ? first[key] : undefined;
  const country = same('country');
  if (country === undefined) return withPlace(state.country);
  const region = same('region');
  return { ...(region === undefined ? {} : { region }), country };
}

/** A state as a place: its present country. */
export const countryOf = (state: State): Place | undefined =>
  withPlace(SUCCESSORS[state.id] ?? state.country);

const withPlace = (code: string | undefined): Place | undefined =>
  code === undefined ? undefined : { country: code };

const withCountry = ({ country }: { country: string | undefined }): Place =>
  country === undefined ? {} : { country };

/** The most precise name in a record for its place, except the country. */
export const wordFor = (place: Place | undefined): string | undefined =>
  place?.city ?? place?.venue ?? place?.region;

/** Words to append to a title: ` in Tunxi`, ` at Camp David`; empty if only the country is known. */
export function inPlace(place: Place | undefined): string {
  const name = wordFor(place);
  if (name === undefined) return '';
  return ` ${place?.city === undefined && place?.venue !== undefined ? 'at' : 'in'} ${name}`;
}
