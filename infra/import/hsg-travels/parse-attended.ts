import { SPAN, type Span, spanOf } from '../days.ts';
import { seriesOf } from '../events.ts';
import { gatheringsIn, isGatheringByName } from '../gatherings.ts';
import { statesAt } from '../holders-at.ts';
import { partiesAt } from '../parties.ts';
import type { Party } from '../party.ts';
import type { State } from '../states.ts';

/** An event that the traveller attended. */
export interface Attended {
  readonly words: string;
  readonly place: string | undefined;
  readonly days: Span | undefined;
  readonly parties: readonly Party[];
  readonly states: readonly State[];
  /** Whether it was the President's event, to which the traveller accompanied him. */
  readonly ofPresident: boolean;
  /** Where the sentence mentions it. */
  readonly at: { readonly from: number; readonly until: number };
}

const ATTENDED =
  /\b(?:[Aa]ttended|[Pp]articipated in|[Cc]o-?[Cc]haired|[Cc]haired|[Cc]o-?[Hh]osted|[Hh]osted|[Ll]ed (?:the |a )?U\.S\. [Dd]elegation (?:to|at)(?: attend)?|[Hh]eaded (?:the )?U\.S\. [Dd]elegation (?:to|at)|[Mm]ember of (?:the )?U\.S\. [Dd]elegation (?:to|at)|[Tt]ook part in|Chairman of (?:the )?U\.S\. [Dd]elegation to|[Jj]oined regional leaders for|[Jj]oined U\.S\. delegation[^.;]*? to attend|[Aa]ccompanied Vice President (?:[A-Z][\w.]+ )+to|[Aa]ddressed(?: (?:the )?opening session of)?|[Ss]upported (?:Vice )?President [\w ]+?['’]s? participation in|(?:[Aa]ccompanied|[Jj]oined) (?:[Tt]he )?President(?:-elect)?(?: [A-Z][\w.]+(?= ))*(?: and Mrs\. \w+)? (?:to|at|for|in attending) (?=the |an? |[A-Z]))\s?(?:the |an? |its |his )?/g;
const END =
  /;|,? and (?:also |then |later )?(?:met|addressed|visited|discussed|delivered|signed|conferred|accompanied|held|inaugurated|commemorated|announced|made|opened|dedicated|laid|received|conversed|gave|spoke|attended|participated|briefed|toured|reviewed|witnessed|supported|led|headed|paid|appealed|co-)|, (?:met|addressed|visited|discussed|delivered|signed|conferred|commemorated|where|which|hosted|co-hosted|followed|marking|including|while|and (?:the )?(?=Presidents?|Prime))|,? (?:where|while|during|en route|hosted by|prior to|before|after|following|as part of|on the (?:margins|sidelines)|to discuss)\b| with (?:the )?(?=[A-Z])/;

const EVENT =
  /\b(?:meetings?|summits?|conferences?|sessions?|council|forum|assembly|ministerials?|talks|negotiations|dialogue|consultations?|commission|committee|funeral|inaugurations?|inaugural|memorial services?|signing|symposium|convention|group|discussions|roundtable|coronation|investiture|consultative|quartet|CENTO|NATO|ASEAN|OAS|CSCE|OSCE|APEC|G[-–]?[78]|G[-–]?20)\b/i;
const NO_EVENT =
  /American Chamber|[Rr]eception|[Dd]inner|[Cc]hiefs of|U\.S\. (?:[Aa]mbassadors|[Mm]ission|diplomats|military)|Embassy|Opera|[Tt]own (?:[Hh]all )?[Mm]eeting|Cabinet meeting|Olympic|[Dd]edication|[Gg]round-?breaking|Consulate|\bevent\b|building|[Cc]elebration|anniversary (?:of|cere)|[Pp]rocession|religious service/;

/** The events that a sentence says the traveller attended. */
export function attendedIn(sentence: string, start: string, places: readonly string[]): Attended[] {
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
    const whole = said.slice(0, Math.min(where?.index ?? said.length, printed?.index ?? said.length));
    const of = / of (?:the )?(?:leaders|Foreign Ministers) of /.exec(whole);
    const isNamed = of !== null && / [Mm]eetings?$| [Ss]ummit$/.test(whole.slice(0, of.index));
    const words = whole
      .replace(/ of the Heads of State and Government.*$/, '')
      .slice(0, isNamed ? of.index : undefined)
      .replaceAll("'", '’')
      .replace(/- (?=[A-Z])/g, '-')
      .replace(/[ ,(]+$/, '')
      .trim();
    // A traveller who only gave a speech met nobody; at a meeting of a series, the traveller was among those
    // who met.
    const heads = /(?:Heads of State and Government (?:of|from)|Foreign Ministers of) (?:the )?/.exec(object);
    const others =
      end && /(?: with|hosted by|including)(?: the)? ?$/.test(end[0])
        ? partiesAt(object.slice(end.index + end[0].length), start).parties
        : [];
    const gatherings = gatheringsIn(words).filter(
      (each) =>
        isGathering(each) &&
        (!/ddressed/.test(match[0]) || (seriesOf(each) !== undefined && isGatheringByName(each))) &&
        // "Attended a summit meeting with President Putin" is a meeting with him.
        (!others.some(({ kind }) => kind === 'PERSON') || !NO_NAME_OF_ITS_OWN.test(each)),
    );
    const attended = {
      place,
      days,
      parties: others,
      states: heads ? statesAt(object.slice(heads.index + heads[0].length), start).states : [],
      at: {
        from: match.index,
        until: match.index + match[0].length + (end ? end.index + end[0].length : object.length),
      },
      ofPresident: /^(?:[Aa]ccompanied|[Jj]oined|[Ss]upported)/.test(match[0]),
    };
    events.push(...gatherings.map((each) => ({ words: each, ...attended })));
  }
  return events;
}

/** Words that only mean that people met. */
const NO_NAME_OF_ITS_OWN =
  /^(?:(?:a|an|the|informal|bilateral|trilateral|working|second|President’s|U\.S\.-\w+(?: \w+)?) )*(?:[Ss]ummit(?: [Mm]eetings?)?|[Mm]eetings?|[Cc]onference)$/;

const isGathering = (words: string): boolean =>
  words.length >= 4 &&
  EVENT.test(words) &&
  !NO_EVENT.test(words.split(' ').slice(0, 6).join(' ')) &&
  !/^(?:meetings?|talks|discussions|negotiations)(?: with\b|$)/.test(words);
