import * as z from 'zod';
import type { MeetingRecord } from '../source.ts';
import { table } from '../tables.ts';

type Place = NonNullable<MeetingRecord['place']>;

const row = z.strictObject({
  names: z.array(z.string()).min(1),
  city: z.string().exactOptional(),
  region: z.string().exactOptional(),
  venue: z.string().exactOptional(),
});

const KNOWN: ReadonlyMap<string, Place> = new Map(
  table(z.array(row), new URL('us-places.yaml', import.meta.url)).flatMap(({ names, ...place }) =>
    names.map((name) => [name, place] as const),
  ),
);

/** States, each with its abbreviations. */
const STATES: ReadonlyMap<string, string> = new Map(
  Object.entries(
    table(z.record(z.string(), z.array(z.string())), new URL('us-states.yaml', import.meta.url)),
  ).flatMap(([name, shorts]) => [name, ...shorts].map((each) => [each, name] as const)),
);
const STATE = [...STATES.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replaceAll('.', '\\.'))
  .join('|');

const WORD = "(?:St\\.|Mt\\.|Ft\\.|[A-Z][\\w’'-]+)";
const NAME = `${WORD}(?: (?:of |the )?${WORD})*`;
/** A place as printed: `Camp David (Maryland)`, `Houston, Texas`, `Chicago`. */
const PLACE = new RegExp(`^(?:the )?(${NAME})(?: \\((?:${STATE})\\.?\\)|, (?:${STATE})\\b(?! City)\\.?)?`);
const IN_STATE = new RegExp(`(?: \\(|, )(${STATE})\\.?\\)?$`);

/**
 * The place at the beginning of a text, and its length; undefined if it is not known to be in the United
 * States.
 */
export function usPlaceAt(text: string): { place: Place; length: number } | undefined {
  const match = placeAt(text);
  if (!match) return undefined;
  const { printed, name } = match;
  const state = IN_STATE.exec(printed)?.[1];
  const known = knownAtStart(name);
  if (state !== undefined) {
    const region = STATES.get(state) ?? state;
    const place = KNOWN.get(name);
    return {
      place: { ...(place && place.region === region ? place : { city: name, region }), country: 'US' },
      length: printed.length,
    };
  }
  return (
    known && {
      place: { ...known.place, country: 'US' },
      length: known.length + (text.startsWith('the ') ? 4 : 0),
    }
  );
}

/**
 * What the pattern matches, except that "Chicago, New York" is the first of two cities, not a city in New
 * York.
 */
function placeAt(text: string): { printed: string; name: string } | undefined {
  const match = PLACE.exec(text);
  if (!match) return undefined;
  const [printed, name = ''] = match;
  const comma = /, (.+?)\.?$/.exec(printed)?.[1];
  const known = KNOWN.get(name);
  return comma !== undefined && known && known.region !== STATES.get(comma)
    ? { printed: printed.slice(0, printed.indexOf(',')), name }
    : { printed, name };
}

/** The longest known name with which the words begin: "New York City August" begins with "New York City". */
function knownAtStart(name: string): { place: Place; length: number } | undefined {
  for (let words = name.split(' '); words.length > 0; words = words.slice(0, -1)) {
    const place = KNOWN.get(words.join(' '));
    if (place) return { place, length: words.join(' ').length };
  }
  return undefined;
}

/**
 * All places of a list (`Chicago, Akron (Ohio), and Miami`), as printed; empty if the text is not such a
 * list.
 */
export function usPlacesIn(text: string): string[] {
  const names: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = placeAt(rest);
    if (!match) return names;
    const { printed, name } = match;
    const known = knownAtStart(name);
    const inState = IN_STATE.test(printed);
    names.push(known && !inState ? name.slice(0, known.length) : printed.replace(/^the /, ''));
    if (known && !inState && known.length < name.length) return names;
    const next = /^(?:, and |, | and )/.exec(rest.slice(printed.length));
    if (!next) return names;
    rest = rest.slice(printed.length + next[0].length);
  }
  return names;
}
