import { SPAN, type Span, spanOf } from '../days.ts';
import { furtherAt, partiesAt } from '../parties.ts';
import type { Party } from '../party.ts';
import { sentencesOf } from '../sentences.ts';
import type { MeetingRecord } from '../source.ts';
import { topicsOf } from '../topics.ts';
import { type Attended, attendedIn } from './parse-attended.ts';

type VisitKind = NonNullable<MeetingRecord['visit']>;

/** A meeting that the remarks of a trip name: with whom, and where and when if they say so. */
export interface Encounter {
  readonly parties: readonly Party[];
  readonly place: string | undefined;
  readonly days: Span | undefined;
  /** Whether it was a meeting of the President whom the traveller accompanied. */
  readonly ofPresident: boolean;
  /** Ids of the topics discussed. */
  readonly topics: readonly string[];
}

/** What the remarks of a trip say, as far as they are understood. */
export interface Said {
  readonly kind: VisitKind | undefined;
  readonly encounters: readonly Encounter[];
  readonly events: readonly Attended[];
  /** The surname of the President whom a Secretary accompanied; empty if not named. */
  readonly accompanied: string | undefined;
  /** Whether there were talks or an official visit whose other side is not named. */
  readonly talks: boolean;
  /** Ids of the topics of those talks. */
  readonly topics: readonly string[];
}

const KINDS: readonly (readonly [RegExp, VisitKind])[] = [
  [/\b[Ss]tate [Vv]isit\b/, 'STATE'],
  [/\b(?:[Oo]fficial )?[Ww]orking [Vv]isit\b/, 'WORKING'],
  [/\b[Oo]fficial [Vv]isit\b|^Official reception\b/, 'OFFICIAL'],
  [/^Private [Vv]isit\b|\bprivate visit\b/, 'PRIVATE'],
  [/^(?:Informal|Unofficial|Courtesy|Good ?will) (?:[Vv]isit|trip|[Mm]eeting)|^Good will/, 'OTHER'],
];

/** Words that are followed by the other side of a meeting. */
const CONTACT =
  /\b(?:[Mm]et|(?<!\bon )[Mm]eetings?|[Tt]alks|[Cc]onferred|[Cc]onversed|[Cc]onsulted|[Cc]onsultations?|[Dd]iscussed|[Dd]iscussions?|[Rr]eviewed|[Nn]egotiat(?:ed|ions?)|[Aa]udience|[Bb]reakfast|[Dd]inner|[Ll]unch(?:eon)?|[Cc]onversations|[Cc]onference|[Dd]ialogue|[Vv]acationed|[Ss]hook hands|[Ss]tate visit|[Ss]ummit(?: [Mm]eeting)?|[Cc]eremony|[Ss]poke|[Cc]ourtesy call|[Vv]isits?|[Tt]ravell?ed)\b[^;]*?\b[Ww]ith (?!(?:the )?(?:U\.S\.|American) )|\b[Mm]et (?=(?:[A-Z][a-z]+ )?(?:President|Prime|King|Queen|Foreign|Premier|Chancellor)\b)|\b[Bb]riefed (?=[A-Z]|the |senior )|\b[Pp]resented [^;]*?\bto (?=(?:General Secretary|President|Prime Minister|Foreign Minister)\b)|\b(?:[Rr]eceived|[Ii]nvited) by |\b[Jj]oined (?=Queen|King|Foreign Minister|Prime Minister)|\bspoke to (?=Chairman|President|Prime Minister)|\b[Ss]igned [^;]*?\bwith (?=the Foreign Ministers|(?:[A-Z][a-z]+ )?(?:Foreign Minister|President|Prime Minister) [A-Z])/g;

/**
 * "Accompanied President Reagan to a meeting with …", but not "accompanied President Bush and met with …".
 */
const OF_PRESIDENT =
  /\b(?:[Aa]ccompanied|[Jj]oined) (?:[Tt]he )?President(?! and (?:[Mm]et|[Dd]iscussed))(?:(?! and (?:met|also|discussed|then)).)*$/;

/** Talks whose other side is not named, and so is the country where they took place. */
const TALKS =
  /^(?:Also )?(?:Discussed|Discussions?|Reviewed|Negotiat|Shuttle|Held (?:talks|discussions)|Attempted to (?:resolve|mediate|negotiate)|Egyptian-Israeli (?:and|disengagement)|Summit meeting$|Presented the|Talks |Consulted|Explained|Continued consultations|Consultations|Delivered (?:an? )?(?:invitation|message|letter|proposal))/;

/** Reads the remarks of a trip that began on `start`. */
export function saidOf(remarks: string, start: string, places: readonly string[]): Said {
  const encounters: Encounter[] = [];
  const events: Attended[] = [];
  let kind: VisitKind | undefined;
  let talks = false;
  const topics = new Set<string>();
  for (const sentence of sentencesOf(remarks)) {
    kind ??= KINDS.find(([pattern]) => pattern.test(sentence))?.[1];
    const attended = attendedIn(sentence, start, places);
    events.push(...attended);
    const met = encountersIn(sentence, start, places, attended);
    encounters.push(...met);
    if (
      met.length === 0 &&
      attended.length === 0 &&
      TALKS.test(sentence) &&
      !/\bto (?:the )?(?:UN|Congress)\b/.test(sentence)
    ) {
      talks = true;
      for (const topic of topicsOf(sentence)) topics.add(topic);
    }
  }
  const accompanied =
    /\b(?:[Aa]ccompanied|[Jj]oined|[Ww]ith) (?:[Tt]he )?(?:President|Pres\.)(?:-elect)?\b(?! of| and Mrs)((?: [A-Z][\w.]*)*)/.exec(
      remarks,
    );
  const spouse = /\b[Aa]ccompanied (?:the )?President and Mrs\. (\w+)/.exec(remarks);
  return {
    kind:
      kind ??
      (/^(?:Stop(?:ped|over)?|Overnight stop|Refueling|En route)/.test(remarks) ? 'TRANSIT' : undefined),
    encounters,
    events,
    accompanied: spouse?.[1] ?? accompanied?.[1]?.replace(/[.\s]+$/, '').trim(),
    topics: [...topics],
    talks: talks || kind === 'STATE' || kind === 'OFFICIAL' || kind === 'WORKING',
  };
}

function encountersIn(
  sentence: string,
  start: string,
  places: readonly string[],
  attended: readonly Attended[],
): Encounter[] {
  const found: Encounter[] = [];
  const before = /^In ([A-Z][\w -]+?), /.exec(sentence)?.[1];
  let from = 0;
  for (const match of sentence.matchAll(CONTACT)) {
    if (match.index < from) continue;
    // "Attended the conference with …" is about who attended.
    let at = match.index + match[0].length;
    let on: Span | undefined;
    if (attended.some(({ at: { from, until } }) => from <= match.index && at <= until)) continue;
    for (;;) {
      const { parties, rest } = partiesAt(sentence.slice(at), start);
      if (parties.length === 0) {
        const further = furtherAt(sentence.slice(at), start);
        if (further === undefined) break;
        at = sentence.length - further.length;
        continue;
      }
      const tail = tailOf(rest, start, places);
      found.push({
        parties,
        place: tail.place ?? before,
        days: tail.days ?? on,
        ofPresident: OF_PRESIDENT.test(sentence.slice(0, match.index)),
        topics: topicsOf(sentence),
      });
      at = sentence.length - tail.rest.length;
      const more =
        MORE.exec(tail.rest) ??
        (/[Dd]iscussed|[Rr]eviewed/.test(match[0])
          ? /^,? and (?:the |an? )?[\w' -]+? with /.exec(tail.rest)
          : null);
      if (!more) break;
      on = more[1] === undefined ? undefined : spanOf(more[1], start);
      at += more[0].length;
    }
    from = at;
  }
  // Remarks that begin with a name leave out the verb: "President Guelleh and Foreign Minister Youssouf."
  const named = sentence.replace(/^and (?:with )?/, '');
  if (found.length === 0 && attended.length === 0 && NAMED.test(named)) {
    const { parties, rest } = partiesAt(named, start);
    const tail = tailOf(rest, start, places);
    if (tail.rest === '')
      found.push({ parties, place: tail.place ?? before, days: tail.days, ofPresident: false, topics: [] });
  }
  return found;
}

const NAMED =
  /^(?:(?!Joined|Accompanied|Met|Briefed|Visited)[A-Z]\w+ )?(?:President|Prime Minister|Foreign Minister|Chancellor|Chairman|King|Queen|Premier) [A-Z]/;

/** A continuation with further persons: `and, on August 10, with German Chancellor Adenauer`. */
const MORE = new RegExp(
  `^,? and(?:, on (${SPAN}),)? (?:also |bilateral (?:events|meetings) )?with |^; and with `,
);

/** Place and days after the names: ` in Rome`, ` at Leeds Castle, July 18`, ` October 10`. */
function tailOf(
  rest: string,
  start: string,
  places: readonly string[],
): { place: string | undefined; days: Span | undefined; rest: string } {
  let left = rest;
  let place: string | undefined;
  let days: Span | undefined;
  for (let moved = true; moved; ) {
    moved = false;
    const day = new RegExp(`^,? (?:on )?\\(?(${SPAN})\\)?`).exec(left);
    const span = day && spanOf(day[1] ?? '', start);
    if (day && span) {
      days = span;
      left = left.slice(day[0].length);
      moved = true;
    }
    const where =
      /^,? (?:in|at) (?:the )?((?:[A-Z][\w'’-]+|de|of|del|la|el|al)(?: (?:[A-Z][\w'’-]+|de|of|del|la|el|al|the))*)/.exec(
        left,
      );
    const name = where?.[1] ?? '';
    const known = places.find((each) => name === each || name.startsWith(`${each} `));
    if (
      where &&
      place === undefined &&
      (known !== undefined || /Castle|Palace|Camp|House|Ranch|Villa|Lodge|Base|Airport/.test(name))
    ) {
      place = known ?? name;
      left = left.slice(where[0].length - (known === undefined ? 0 : name.length - known.length));
      moved = true;
    }
  }
  return { place, days, rest: left };
}
