import { SPAN, type Span, spanOf } from '../days.ts';
import { type Party, partiesAt, statesAt } from '../parties.ts';
import { sentencesOf } from '../sentences.ts';
import type { MeetingRecord } from '../source.ts';
import type { State } from '../states.ts';
import { topicsOf } from '../topics.ts';

type VisitKind = NonNullable<MeetingRecord['visit']>;

/** A meeting that the remarks of a trip name: with whom, and where and when if they say so. */
export interface Encounter {
  readonly parties: readonly Party[];
  readonly place: string | undefined;
  readonly days: Span | undefined;
  /** Whether it was a meeting of the President whom the traveller accompanied. */
  readonly ofPresident: boolean;
  /** Ids of the topics that were talked about. */
  readonly topics: readonly string[];
}

/** An event that the traveller attended. */
export interface Attended {
  readonly words: string;
  readonly place: string | undefined;
  readonly days: Span | undefined;
  readonly parties: readonly Party[];
  readonly states: readonly State[];
}

/** What the remarks of a trip say, as far as it is understood. */
export interface Said {
  readonly kind: VisitKind | undefined;
  readonly encounters: readonly Encounter[];
  readonly events: readonly Attended[];
  /** The President whom a Secretary accompanied, by surname; empty for one who is not named. */
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

/** Words that bring the other side of a meeting behind them. */
const CONTACT =
  /\b(?:[Mm]et|[Mm]eetings?|[Tt]alks|[Cc]onferred|[Cc]onversed|[Cc]onsulted|[Cc]onsultations?|[Dd]iscussed|[Dd]iscussions?|[Rr]eviewed|[Nn]egotiat(?:ed|ions?)|[Aa]udience|[Bb]reakfast|[Dd]inner|[Ll]unch(?:eon)?|[Cc]onversations|[Cc]onference|[Dd]ialogue|[Vv]acationed|[Ss]hook hands|[Ss]tate visit|[Ss]ummit(?: [Mm]eeting)?|[Cc]eremony|[Ss]poke)\b[^;]*?\bwith (?!(?:the )?(?:U\.S\.|American) )|\b[Mm]et (?=(?:[A-Z][a-z]+ )?(?:President|Prime|King|Queen|Foreign|Premier|Chancellor)\b)|\b[Bb]riefed (?=[A-Z]|the |senior )|\b[Rr]eceived by |\b[Jj]oined (?=Queen|King)/g;

/** "Accompanied President Reagan to a meeting with …", but not "accompanied President Bush and met with …". */
const OF_PRESIDENT =
  /\b(?:[Aa]ccompanied|[Jj]oined) (?:[Tt]he )?President(?! and (?:[Mm]et|[Dd]iscussed))(?:(?! and (?:met|also|discussed|then)).)*$/;

/** Talks whose other side is not named: that of the country where they were. */
const TALKS =
  /^(?:Also )?(?:Discussed|Discussions?|Reviewed|Negotiat|Shuttle|Held (?:talks|discussions)|Attempted to (?:resolve|mediate|negotiate)|Egyptian-Israeli (?:and|disengagement)|Summit meeting$|Presented the|Talks |Consulted|Explained|Delivered (?:an? )?(?:invitation|message|letter|proposal))/;

const ATTENDED =
  /\b(?:[Aa]ttended|[Pp]articipated in|[Cc]o-?[Cc]haired|[Cc]haired|[Cc]o-?[Hh]osted|[Hh]osted|[Ll]ed (?:the |a )?U\.S\. [Dd]elegation (?:to|at)(?: attend)?|[Hh]eaded (?:the )?U\.S\. [Dd]elegation (?:to|at)|[Mm]ember of (?:the )?U\.S\. [Dd]elegation (?:to|at)|[Tt]ook part in|[Ss]upported (?:Vice )?President [\w ]+?['’]s? participation in|(?:[Aa]ccompanied|[Jj]oined) (?:[Tt]he )?President(?:-elect)?(?: [A-Z][\w.]+(?= ))*(?: and Mrs\. \w+)? (?:to|at|for|in attending) (?=the |an? |[A-Z]))\s?(?:the |an? |its |his )?/g;
const END =
  /;|,? and (?:also |then |later )?(?:met|addressed|visited|discussed|delivered|signed|conferred|accompanied|held|inaugurated|commemorated|announced|made|opened|dedicated|laid|received|conversed|gave|spoke|attended|participated|briefed|toured|reviewed|witnessed|supported|led|headed|paid|appealed|co-)|, (?:met|addressed|visited|discussed|delivered|signed|conferred|where|which|hosted|co-hosted|followed|marking|including|while|and (?:the )?(?=Presidents?|Prime))|,? (?:where|while|during|en route|hosted by|prior to|before|after|following|as part of|on the (?:margins|sidelines)|to discuss)\b| with (?:the )?(?=[A-Z])/;

const EVENT =
  /\b(?:meetings?|summits?|conferences?|sessions?|council|forum|assembly|ministerials?|talks|negotiations|dialogue|consultations?|commission|committee|funeral|inaugurations?|inaugural|memorial services?|signing|symposium|convention|group|discussions|roundtable|coronation|investiture|consultative|quartet|CENTO|NATO|ASEAN|OAS|CSCE|OSCE|APEC|G[-–]?[78]|G[-–]?20)\b/i;
const NO_EVENT =
  /American Chamber|[Rr]eception|[Dd]inner|[Cc]hiefs of|U\.S\. (?:[Aa]mbassadors|[Mm]ission|diplomats|military)|Embassy|Opera|[Tt]own (?:[Hh]all )?[Mm]eeting|Cabinet meeting|Olympic|[Dd]edication|[Gg]round-?breaking|Consulate|\bevent\b|building|[Cc]elebration|anniversary (?:of|cere)|[Pp]rocession|religious service/;

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
    const met = encountersIn(sentence, start, places, attended.length > 0);
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
  attended: boolean,
): Encounter[] {
  const found: Encounter[] = [];
  const before = /^In ([A-Z][\w -]+?), /.exec(sentence)?.[1];
  let from = 0;
  for (const match of sentence.matchAll(CONTACT)) {
    if (match.index < from) continue;
    // "Attended the conference with …" is about who attended.
    if (
      attended &&
      /\b(?:[Cc]onference|[Ss]ummit(?: [Mm]eeting)?|[Mm]eetings?)\b[^;]*?\bwith $/.test(match[0]) &&
      !/\b[Mm]et\b/.test(match[0])
    )
      continue;
    let at = match.index + match[0].length;
    for (;;) {
      const { parties, rest } = partiesAt(sentence.slice(at), start);
      if (parties.length === 0) break;
      const tail = tailOf(rest, start, places);
      found.push({
        parties,
        place: tail.place ?? before,
        days: tail.days,
        ofPresident: OF_PRESIDENT.test(sentence.slice(0, match.index)),
        topics: topicsOf(sentence),
      });
      at = sentence.length - tail.rest.length;
      const more =
        /^,? and (?:also )?with |^; and with /.exec(tail.rest) ??
        (/[Dd]iscussed|[Rr]eviewed/.test(match[0])
          ? /^,? and (?:the |an? )?[\w' -]+? with /.exec(tail.rest)
          : null);
      if (!more) break;
      at += more[0].length;
    }
    from = at;
  }
  // Remarks that begin with a name leave out the verb: "President Guelleh and Foreign Minister Youssouf."
  if (found.length === 0 && !attended && NAMED.test(sentence)) {
    const { parties, rest } = partiesAt(sentence, start);
    if (rest === '') found.push({ parties, place: before, days: undefined, ofPresident: false, topics: [] });
  }
  return found;
}

const NAMED = /^(?:[A-Z]\w+ )?(?:President|Prime Minister|Foreign Minister|Chairman|King|Premier) [A-Z]/;

/** Place and days behind the names: ` in Rome`, ` at Leeds Castle, July 18`, ` October 10`. */
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

function attendedIn(sentence: string, start: string, places: readonly string[]): Attended[] {
  const events: Attended[] = [];
  for (const match of sentence.matchAll(ATTENDED)) {
    const object = sentence.slice(match.index + match[0].length);
    const end = END.exec(object);
    const said = end ? object.slice(0, end.index) : object;
    const printed = new RegExp(`\\(?(?:from |on )?\\b(${SPAN})\\)?`).exec(said);
    const days = printed ? spanOf(printed[1] ?? '', start) : undefined;
    const where = [...said.matchAll(/,? (?:in|at) (?=[A-Z])/g)].find((each) =>
      places.some((name) => said.slice(each.index + each[0].length).startsWith(name)),
    );
    const place = where && places.find((name) => said.slice(where.index + where[0].length).startsWith(name));
    const words = said
      .slice(0, Math.min(where?.index ?? said.length, printed?.index ?? said.length))
      .replace(
        / of the Heads of State and Government.*$| of (?:the )?(?:leaders|Foreign Ministers) of .*$/,
        '',
      )
      .replaceAll("'", '’')
      .replace(/- (?=[A-Z])/g, '-')
      .replace(/[ ,(]+$/, '')
      .trim();
    if (
      words.length < 4 ||
      !EVENT.test(words) ||
      NO_EVENT.test(words.split(' ').slice(0, 6).join(' ')) ||
      /^(?:meetings?|talks|discussions|negotiations)(?: with\b|$)/.test(words)
    )
      continue;
    const heads = /Heads of State and Government (?:of|from) (?:the )?/.exec(object);
    const others =
      end && / with $/.test(end[0].replace(/the $/, ''))
        ? partiesAt(object.slice(end.index + end[0].length), start).parties
        : [];
    events.push({
      words,
      place,
      days,
      parties: others,
      states: heads ? statesAt(object.slice(heads.index + heads[0].length), start).states : [],
    });
  }
  return events;
}
