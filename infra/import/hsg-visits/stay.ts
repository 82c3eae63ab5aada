import { SPAN, type Span, spanOf } from '../days.ts';
import { sentencesOf } from '../sentences.ts';
import type { MeetingRecord } from '../source.ts';
import { topicsOf } from '../topics.ts';
import { type Official, presidentNamed, presidentOn } from '../us-officials.ts';
import { type SessionSaid, sessionIn } from './session.ts';
import { usPlaceAt, usPlacesIn } from './us-place.ts';

type Place = NonNullable<MeetingRecord['place']>;
type VisitKind = NonNullable<MeetingRecord['visit']>;

/** What the description of a visit says with certainty. */
export interface Stay {
  readonly kind: VisitKind | undefined;
  /** Where the visit took place; undefined if no place, or more than one, is named. */
  readonly place: Place | undefined;
  readonly places: readonly string[];
  /** The event that was attended. */
  readonly event:
    | { readonly words: string; readonly place: Place | undefined; readonly withPresident: boolean }
    | undefined;
  readonly session: SessionSaid | undefined;
  readonly president:
    | {
        readonly who: Official;
        readonly elect: boolean;
        readonly day: Span | undefined;
        readonly place: Place | undefined;
      }
    | undefined;
  /** All days in the United States, if the source prints them and they exceed those of the visit. */
  readonly inCountry: Span | undefined;
  /** Further places, as printed. */
  readonly alsoIn: readonly string[];
  /** The days of a second stay in Washington. */
  readonly again: Span | undefined;
  /** Ids of the topics discussed. */
  readonly topics: readonly string[];
}

/** Sentences about what came before or after, not about the visit itself. */
const BESIDE =
  /^(?:Afterwards?|Later|Also|In (?:the )?U\.?S|Departed|Left|Arriv|Visit(?:ed|ing)|Revisited|Returned|Stopped|Stops|Stayed|After |Addressed|Subsequent|Travell?ed|U\.S\. travel)|\bafterwards?\b|\bvisited\b/i;

/**
 * A visit to another place that a description mentions after its first sentence took place before or after
 * the visit that it describes.
 */
const FURTHER = /^(?:[Pp]rivate|[Oo]fficial|[Uu]nofficial|[Ss]tate|[Ii]nformal) visit to\b/;

const KINDS: readonly (readonly [RegExp, VisitKind])[] = [
  [/^State [Vv]isit/, 'STATE'],
  [/^Offici?al [Ww]orking [Vv]isit|^Working [Vv]isit/, 'WORKING'],
  [/^(?:Offici?al(?: select)? [Vv]isit|Official guest)/, 'OFFICIAL'],
  [/^Private [Vv]isit/, 'PRIVATE'],
  [/\b(?:during|on|made) an? private visit\b/i, 'PRIVATE'],
  [/\bduring an? official(?: select)? visit\b/i, 'OFFICIAL'],
  [/\bduring an? (?:official )?working visit\b/i, 'WORKING'],
  [/\bduring an? state visit\b/i, 'STATE'],
  [
    /^(?:Informal|Unofficial|Courtesy|Good ?will|Pastoral|Ceremonial) [Vv]isit|^(?:Presidential guest|Guest of )/,
    'OTHER',
  ],
  [/^(?:En route|Stopped en route|Transit)/, 'TRANSIT'],
];

/** Reads a description of a visit whose days are `visit`. */
export function stayOf(description: string, visit: Span): Stay {
  const sentences = sentencesOf(description.replace(/\bthe(?=\d)/g, 'the '));
  const about = sentences.filter(
    (sentence, index) => !BESIDE.test(sentence) && (index === 0 || !FURTHER.test(sentence)),
  );
  const inCountry = daysInCountry(sentences, visit);
  return {
    kind: kindOf(sentences),
    ...placeOf(about, visit),
    event: eventOf(sentences),
    session: sessionIn(sentences, visit),
    president: presidentOf(sentences, visit, inCountry ?? visit),
    inCountry:
      inCountry && (inCountry.start < visit.start || inCountry.end > visit.end) ? inCountry : undefined,
    alsoIn: alsoIn(sentences),
    again: againIn(sentences, visit),
    topics: [...new Set(sentences.flatMap(topicsOf))],
  };
}

function kindOf(sentences: readonly string[]): Stay['kind'] {
  for (const [index, sentence] of sentences.entries()) {
    if (/\bafterwards?\b|\blater\b/i.test(sentence) && !/\bduring\b/.test(sentence)) continue;
    for (const [pattern, kind] of KINDS)
      if (pattern.test(sentence) && (index === 0 || kind !== 'PRIVATE' || sentence.includes('during')))
        return kind;
  }
  return undefined;
}

const ELSEWHERE =
  /,? \b(?:after|before|following|en route|prior to|on (?:his|her|the) way|(?:while |on |when )?returning|on return)\b/;

/** The place that the sentences about the visit name. */
function placeOf(about: readonly string[], { start }: Span): Pick<Stay, 'place' | 'places'> {
  const found = new Map<string, Place>();
  for (const whole of about) {
    // "Met with the President after a meeting in Ottawa": whatever came before or after took place elsewhere.
    const sentence = whole.split(ELSEWHERE)[0] ?? '';
    for (const match of sentence.matchAll(/\b(?:at|in|to) (?=the White|[A-Z]|the [A-Z])/g)) {
      const rest = sentence.slice(match.index + match[0].length);
      if (/^(?:the )?(?:UN|U\.N\.) General Assembly/.test(rest) && start > '1952')
        found.set('New York City', NEW_YORK);
      for (const name of usPlacesIn(rest)) {
        const at = usPlaceAt(name);
        if (at) found.set(name, at.place);
      }
    }
    for (const match of sentence.matchAll(/\battend(?:ed|ing) (?:a |the )?(?:UN|U\.N\.) General Assembly/g))
      if (match && start > '1952') found.set('New York City', NEW_YORK);
    if (found.size > 0) break;
  }
  const names = [...found.keys()];
  const places = [...found.values()];
  const [first] = places;
  if (first === undefined) return { place: undefined, places: [] };
  if (places.every((each) => JSON.stringify(each) === JSON.stringify(first)))
    return { place: first, places: names };
  const region = places.every((each) => each.region === first.region) ? first.region : undefined;
  return { place: region === undefined ? undefined : { region, country: 'US' }, places: names };
}

const WASHINGTON: Place = { city: 'Washington', region: 'District of Columbia', country: 'US' };
export const NEW_YORK: Place = { city: 'New York', region: 'New York', country: 'US' };

const EVENT =
  /^(?:and )?(?:Also )?(?:[Aa]ttended|[Pp]articipated in|Invited Guest to|[Mm]et with President \w+ (?:at|during|while attending) (?=.*(?:Summit|Conference))) (?:an? |the )?((?!(?:UN|U\.N\.|United Nations) General Assembly).+)$|^((?:U\.S\.|Quad|North American|Caribbean|Trilateral|ASEAN|Pacific|Nordic|Baltic|APEC|AUKUS)[\w.’'–-]*(?: [\w.’'-]+)* (?:Summit|Conference)(?: (?:at|in) .*)?)$/;
const END_OF_EVENT =
  /;|,? and (?:also )?(?:met|addressed|visited|discussed|attended)\b|,? where\b|,? (?:while|during|following|after) | with President| with Roosevelt|\. /;

function eventOf(sentences: readonly string[]): Stay['event'] {
  for (const sentence of sentences) {
    const match = EVENT.exec(sentence);
    const said = (match?.[1] ?? match?.[2])?.split(END_OF_EVENT)[0]?.trim();
    if (said === undefined || said === '') continue;
    let words = said
      .replaceAll("'", '’')
      .replace(/- (?=[A-Z])/g, '-')
      .replace(
        /[ ,]+(?:from |on )?\(?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) \d.*)$/,
        '',
      );
    let place: Place | undefined;
    const at = [...words.matchAll(/,? (?:at|in) (?=[A-Z])|, (?=[A-Z])/g)];
    for (const each of at) {
      const found = usPlaceAt(words.slice(each.index + each[0].length));
      if (!found) continue;
      place =
        usPlacesIn(words.slice(each.index + each[0].length)).length > 1 && found.place.region
          ? { region: found.place.region, country: 'US' }
          : found.place;
      const after = words.slice(each.index + each[0].length + found.length);
      words = words.slice(0, each.index) + (/^,? (?:for|on) /.test(after) ? after.replace(/^,/, '') : '');
      break;
    }
    if (!place && /\bWhite House\b/.test(words)) place = WASHINGTON;
    // The full stop at the end of a sentence may belong to an abbreviation.
    return {
      words: words.trim().replace(/\b([A-Z]\.[A-Z])$/, '$1.'),
      place,
      withPresident: / with (?:the )?President\b/.test(sentence),
    };
  }
  return undefined;
}

/**
 * Meeting the President: "Met with President Bush", "talks with President Kennedy", "visited President Taft".
 */
const MET =
  /\b(?:with|[Mm]et|[Vv]isited|[Rr]eceived by|and|[Hh]osted by)\s(?:the\s(?:U\.S\.\s)?President\b(?!\sof|-|’)|(?:U\.S\.\s)?(President|President-elect)\s((?:[A-Z][\w.]*\s?)+))/g;
const NOT_MET =
  /\b[Ff]uneral|memorial|\b(?:dedicat|death|inaugurat)|Accompanied President|\breturned\b.*visit/;

function presidentOf(sentences: readonly string[], visit: Span, stay: Span): Stay['president'] {
  let found: Stay['president'];
  for (const sentence of sentences) {
    if (NOT_MET.test(sentence.split(/;| and met /)[0] ?? '') && !/\bmet with\b/i.test(sentence)) continue;
    for (const match of sentence.matchAll(MET)) {
      if (match[0].startsWith('and ') && !/\bwith\b|\bmet\b/i.test(sentence.slice(0, match.index))) continue;
      const elect = match[1] === 'President-elect';
      if (match[1] === undefined && !/\b(?:met|meeting|conferred|talks|discuss)/i.test(sentence)) continue;
      const after = sentence.slice(match.index);
      const printed = new RegExp(`(?:^|\\s|\\()(${SPAN})`).exec(after)?.[1];
      const day = printed === undefined ? undefined : spanOf(printed, visit.start);
      const at = day && day.start >= stay.start && day.end <= stay.end ? day : undefined;
      const who =
        match[2] === undefined ? presidentOn(at ?? visit) : presidentNamed(match[2], at ?? visit, elect);
      if (!who) continue;
      const placed = /\b(?:at|in) (?=[A-Z])/.exec(after);
      const place = placed ? usPlaceAt(after.slice(placed.index + placed[0].length))?.place : undefined;
      if (!found || (found.day === undefined && at)) found = { who, elect, day: at, place };
    }
  }
  return found;
}

/**
 * The first and the last day in the country: "In U.S. January 16–23", "Arrived in U.S. July 7", "Departed
 * U.S. April 21".
 */
function daysInCountry(sentences: readonly string[], visit: Span): Span | undefined {
  let { start, end } = visit;
  let said = false;
  for (const sentence of sentences) {
    for (const [, printed = ''] of sentence.matchAll(new RegExp(`In (?:the )?U\\.?S\\.? (${SPAN})`, 'g'))) {
      const span = spanOf(printed, visit.start);
      if (!span || span.start > visit.start) continue;
      // A single day is the day of arrival; other days that do not include the visit are mistakes in the
      // source, such as June for October.
      if (span.start === span.end) start = span.start;
      else if (span.end < visit.end) continue;
      else ({ start, end } = span);
      said = true;
    }
    const arrived = new RegExp(`Arrived in (?:the )?U\\.?S\\.? (${SPAN})`).exec(sentence)?.[1];
    const from = arrived === undefined ? undefined : spanOf(arrived, visit.start)?.start;
    if (from !== undefined && from <= visit.start) {
      start = from;
      said = true;
    }
    const departed = new RegExp(`(?:Departed|departed|Left|left) (?:the )?U\\.?S\\.?,? (${SPAN})`).exec(
      sentence,
    )?.[1];
    const until = departed === undefined ? undefined : spanOf(departed, visit.end)?.end;
    if (until !== undefined && until >= visit.end) {
      end = until;
      said = true;
    }
  }
  return said ? { start, end } : undefined;
}

/** Further places that the visitors saw, as printed. */
function alsoIn(sentences: readonly string[]): string[] {
  const names = sentences.flatMap((sentence) =>
    [
      ...sentence.matchAll(/\b[Vv]isit(?:ed|ing)? (?:(?:afterwards? |later )?to )?(?:the )?(?=[A-Z])/g),
    ].flatMap((match) =>
      BESIDE.test(sentence) || /visited|visiting/.test(match[0])
        ? usPlacesIn(sentence.slice(match.index + match[0].length))
        : [],
    ),
  );
  return [...new Set(names)].filter((name) => !/^(?:U\.S|US|President|Congress|Canada|Mexico)\b/.test(name));
}

/** The days of a second stay in Washington: "Revisited Washington January 16–19". */
function againIn(sentences: readonly string[], visit: Span): Span | undefined {
  for (const sentence of sentences) {
    const printed = new RegExp(`(?:Revisited|Returned to) Washington,? (${SPAN})`).exec(sentence)?.[1];
    const days = printed === undefined ? undefined : spanOf(printed, visit.end);
    if (days && days.start > visit.end) return days;
  }
  return undefined;
}
