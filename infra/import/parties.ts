import { type OfficeFound, officeAt } from './offices.ts';
import { STATE_WORDS, type State, stateCalled } from './states.ts';

/** Somebody, or some body, whom running text names as having been met. */
export type Party =
  /** A person with an office: `Soviet Foreign Minister Gromyko`, `King Hussein of Jordan`. */
  | {
      readonly kind: 'PERSON';
      readonly name: string;
      readonly office: string;
      readonly state: State | undefined;
      readonly printed: string;
    }
  /** The holders of one office in several states, without their names: `the Foreign Ministers of France and Germany`. */
  | {
      readonly kind: 'HOLDERS';
      readonly states: readonly State[];
      readonly office: string;
      readonly printed: string;
    }
  /** Officials without a name: `senior Saudi officials`. */
  | { readonly kind: 'OFFICIALS'; readonly state: State | undefined; readonly printed: string }
  /** Somebody who speaks for no state: `U.S. military personnel`, `religious leaders`. */
  | { readonly kind: 'OTHERS'; readonly printed: string }
  /** Words that name somebody in a way that is not understood. */
  | { readonly kind: 'UNCLEAR'; readonly printed: string };

interface Found {
  readonly party: Party;
  readonly rest: string;
}

const quoted = (words: string): string =>
  words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]");
const STATE = `(?:${STATE_WORDS.map(quoted).join('|')})`;
const ADJECTIVE = new RegExp(
  `^(?:the )?(?:[Ff]ormer )?(${STATE})(?:['’]s?)? (?:[Gg]overnment )?(?=[A-Za-z])`,
);
const OF = new RegExp(`^,? (?:of|from) (?:the )?(${STATE})(?![\\p{L}-])`, 'u');

const PARTICLE =
  '(?:al|el|bin|ibn|bint|ben|abu|de|da|do|dos|das|del|della|der|den|di|du|la|le|van|von|zu|y|e|ul|ud|ur|of Abu Dhabi)';
const WORD =
  "(?:(?:d|O|al|as|el|ad|an|ash|at|ar|az|de|Al|El|D|L|M|N|Ma|As|Sa|Ra)['’`–-])*\\p{Lu}[\\p{L}\\p{M}'’`.-]*|[IVX]+|(?:al|el|as|ad|an|ash|at|ar|az)[ -]?[–-] ?\\p{Lu}[\\p{L}'’-]+|\\d(?:st|nd|rd|d|th)";
const NAME = new RegExp(`^(?:${PARTICLE} )*(?:${WORD})(?:(?: ${PARTICLE})* (?:${WORD}))*`, 'u');
/** Words in capitals that end a name, because they begin something else. */
const NO_NAME =
  /^(?:January|February|March|April|June|July|August|September|October|November|December|Foreign|Prime|President|Defense|The|Attended|Addressed|Also|Accompanied|Visited|Signed|Discussed|Met|In|At|On|Sunday|Monday|U\.S|NATO|Minister|Secretary|Deputy|Special|Vice|Acting|Chancellor|Premier)\b/;

const HONORS =
  /^(?:His|Her) (?:(?:Royal |Serene )?(?:Majesty|Highness|Holiness|Excellency)|Eminence) |^(?:the )?(?:late|newly elected|new) |^(?:the )(?=[A-Z])/;

/**
 * Whom a text names at its beginning, one after the other: `President Assad and Foreign Minister Khaddam regarding …` gives two. Ends
 * where the text goes on with something else.
 */
export function partiesAt(text: string, day: string): { parties: Party[]; rest: string } {
  const parties: Party[] = [];
  let rest = text.trim();
  for (;;) {
    const several = personsAt(rest, day);
    const found = several ? undefined : partyAt(rest, day);
    if (several) parties.push(...several.parties);
    else if (found) parties.push(found.party);
    else break;
    rest = several?.rest ?? found?.rest ?? '';
    const next =
      /^(?:,? (?:together|along) with |,? as well as (?:with )?|,? and (?:also |then |later |separately )?(?:with )?|, (?:and )?(?:with )?(?:also )?|; and with |\/)(?=\S)/.exec(
        rest,
      );
    if (!next) break;
    const after = rest.slice(next[0].length);
    if (!partyAt(after, day)) break;
    rest = after;
  }
  return { parties, rest };
}

function partyAt(text: string, day: string): Found | undefined {
  return (
    personAt(text, day) ?? holdersAt(text, day) ?? othersAt(text) ?? officialsAt(text, day) ?? unclearAt(text)
  );
}

/** Persons in one office under its plural: `British Prime Ministers Churchill and Attlee`. */
function personsAt(text: string, day: string): { parties: Party[]; rest: string } | undefined {
  const match = new RegExp(
    `^(?:(${STATE}) )?(Prime Minister|President|Foreign Minister|Chancellor)s (?=[\\p{Lu}])`,
    'u',
  ).exec(text);
  if (!match) return undefined;
  const state = match[1] === undefined ? undefined : stateCalled(match[1], day);
  const parties: Party[] = [];
  let rest = text.slice(match[0].length);
  for (;;) {
    const name = nameAt(rest);
    if (name === '') break;
    // Without a state before the office, each of them may be from another one.
    rest = rest.slice(name.length);
    const of = OF.exec(rest);
    const home = of ? stateCalled(of[1] ?? '', day) : state;
    if (of && home) rest = rest.slice(of[0].length);
    parties.push(
      home
        ? { kind: 'PERSON', name, office: match[2] ?? '', state: home, printed: name }
        : { kind: 'UNCLEAR', printed: name },
    );
    const next = /^(?:, and |, | and )/.exec(rest);
    if (!next || officeAt(rest.slice(next[0].length)) || nameAt(rest.slice(next[0].length)) === '') break;
    if (new RegExp(`^${STATE} `, 'u').test(rest.slice(next[0].length))) break;
    rest = rest.slice(next[0].length);
  }
  return parties.length > 1 ? { parties, rest } : undefined;
}

function personAt(text: string, day: string): Found | undefined {
  let rest = text;
  for (let honor = HONORS.exec(rest); honor; honor = HONORS.exec(rest)) rest = rest.slice(honor[0].length);
  if (/^former /i.test(rest) || /^(?:U\.S\.|US|American) /.test(rest)) return undefined;
  // "Acting Fijian Prime Minister": the word before the state belongs to the office.
  const before =
    /^(?:Acting|Caretaker|Interim) (?=\p{Lu}[\p{L} ]* (?:Prime|Foreign|President))/u.exec(rest)?.[0] ?? '';
  const adjective = ADJECTIVE.exec(rest.slice(before.length));
  if (adjective && before !== '') rest = rest.slice(before.length);
  const state = adjective ? stateCalled(adjective[1] ?? '', day) : undefined;
  const plain = adjective && state ? rest.slice(adjective[0].length) : rest;
  const leader = adjective && state ? /^(?:Supreme )?[Ll]eader (?=\p{Lu})/u.exec(plain) : null;
  const office = leader
    ? { office: 'Leader', title: 'Leader', inName: false, rest: plain.slice(leader[0].length) }
    : officesAt(plain);
  // Those who speak for a part of a state speak for no state.
  if (!office || /^(?:Deputy )?First Minister$/.test(office.office)) return undefined;
  const fromOffice = new RegExp(`^(?:of|for) (?:the )?(${STATE})(?![\\p{L}-])[, ]*`, 'u').exec(office.rest);
  const home = fromOffice ? stateCalled(fromOffice[1] ?? '', day) : undefined;
  const bare = (fromOffice && home ? office.rest.slice(fromOffice[0].length) : office.rest)
    .replace(/^,? ?(?:the )?(?:Dr|Mr|Mrs|Sir)\.? /, '')
    .replace(/^designate |^-designate /, '');
  const name = nameAt(bare);
  if (name === '') {
    if (!home || !fromOffice) return undefined;
    return {
      party: {
        kind: 'HOLDERS',
        states: [home],
        office: office.office,
        printed: text.slice(0, text.length - bare.length).trim(),
      },
      rest: restAfter(text, bare),
    };
  }
  let after = bare.slice(name.length);
  const of = OF.exec(after);
  const named = of ? stateCalled(of[1] ?? '', day) : undefined;
  if (of && named) after = after.slice(of[0].length);
  const printed = text.slice(0, text.length - after.length).trim();
  const called = office.inName ? `${office.title} ${name}` : name;
  return {
    party: {
      kind: 'PERSON',
      name: called.replace(/['’]s$/, ''),
      office: adjective ? `${before}${office.office}` : office.office,
      state: named ?? home ?? state,
      printed,
    },
    rest: after,
  };
}

const restAfter = (text: string, bare: string): string => {
  const cut = text.length - bare.length;
  const before = text.slice(0, cut);
  return before.slice(before.trimEnd().replace(/[, ]+$/, '').length) + bare;
};

/** One office or several of one person: `Deputy Prime Minister and Minister of Foreign Affairs`. */
function officesAt(text: string): OfficeFound | undefined {
  const first = officeAt(text);
  if (!first) return undefined;
  const next = /^(?:and |& |\/ ?|, )/.exec(first.rest);
  if (!next) return first;
  const second = officesAt(first.rest.slice(next[0].length));
  return second ? { ...second, office: `${first.office} and ${second.office}`, title: second.title } : first;
}

function nameAt(text: string): string {
  const words = NAME.exec(text)?.[0] ?? '';
  if (words === '') return '';
  const kept: string[] = [];
  for (const word of words.split(' ')) {
    if (NO_NAME.test(word) || (word === 'May' && /\bMay \d/.test(text))) break;
    kept.push(word);
    // A full stop ends the name unless it stands behind an initial or a short form.
    if (/\p{L}{3,}\.$/u.test(word)) break;
  }
  return kept
    .join(' ')
    .replace(/[.,]+$/, (mark) => (/(?:\b[A-Z]|Jr|Sr)\.$/.test(kept.join(' ')) ? mark : ''));
}

/** `the Foreign Ministers of France, Germany, and Qatar`, `Canadian and Mexican Presidents`, `the King of Belgium`. */
function holdersAt(text: string, day: string): Found | undefined {
  const plural =
    /^(?:the )?((?:(?:Acting|Deputy|Vice) )?(?:Heads of State(?: (?:and|or) (?:of )?Government)?|Heads of Government|heads of state|(?:Foreign|Prime|Defense|Finance)(?: and (?:Defense|Finance))? Ministers?|Presidents?|Kings?|Queens?|Chancellors?|Foreign Secretar(?:y|ies)|Vice Presidents?|[Ll]eaders|Amirs?|Emirs?|Crown Princes?|[Ff]oreign [Mm]inisters|[Pp]residents|[Pp]rime [Mm]inisters)) of (?:the )?/.exec(
      text,
    );
  if (plural) {
    const { states, rest } = statesAt(text.slice(plural[0].length), day);
    if (states.length > 0)
      return {
        party: {
          kind: 'HOLDERS',
          states,
          office: plural[1] ?? '',
          printed: text.slice(0, text.length - rest.length),
        },
        rest,
      };
  }
  const listed = statesAt(text.replace(/^the /, ''), day);
  const after =
    /^ ((?:Foreign|Prime|Defense) (?:and (?:Defense|Finance) )?Ministers|Presidents|Foreign Secretaries|leaders)(?![\p{L}])/u.exec(
      listed.rest,
    );
  if (listed.states.length > 1 && after) {
    const rest = listed.rest.slice(after[0].length);
    return {
      party: {
        kind: 'HOLDERS',
        states: listed.states,
        office: after[1] ?? '',
        printed: text.slice(0, text.length - rest.length),
      },
      rest,
    };
  }
  // "negotiations with Iran": states alone, and nothing behind them that they could belong to.
  if (listed.states.length > 0 && /^(?:$|[.,;]| in | at | on | regarding | to )/.test(listed.rest))
    return {
      party: {
        kind: 'HOLDERS',
        states: listed.states,
        office: '',
        printed: text.slice(0, text.length - listed.rest.length),
      },
      rest: listed.rest,
    };
  return undefined;
}

/** States one after the other: `Canada, France, and the Federal Republic of Germany`. */
export function statesAt(text: string, day: string): { states: State[]; rest: string } {
  const states: State[] = [];
  let rest = text;
  const one = new RegExp(`^(?:the )?(${STATE})(?![\\p{L}-])`, 'u');
  for (let match = one.exec(rest); match; match = one.exec(rest)) {
    const state = stateCalled(match[1] ?? '', day);
    // "… and UN Special Envoy de Mistura": the state belongs to a person who follows.
    if (!state || officeAt(rest.slice(match[0].length).trim())) break;
    states.push(state);
    rest = rest.slice(match[0].length);
    const next = /^(?:, and |, | and )/.exec(rest);
    if (!next || !one.test(rest.slice(next[0].length))) break;
    rest = rest.slice(next[0].length);
  }
  return { states, rest };
}

/** Those who speak for no government, or for that of the traveller. */
function othersAt(text: string): Found | undefined {
  const match =
    /^(?:the |other |many |local |senior |[Nn]ational |young |prominent |several |various |leading )*(?:(?:U\.S\.|US|American|[\p{Lu}][\p{L}-]+|religious|civil|business|political|opposition|civic|community|student|human|women|labor|youth|tribal|minority|dissident|refugee|refugees|military|cultural|Jewish|Catholic|Muslim|Orthodox|ethnic|church|academic|Cuban|local|media) ?(?:and |, )?)*(?:personnel|refugees|society|troops|businessmen|businesspeople|students|activists|dissidents|refuseniks|organizations|groups|entrepreneurs|families|victims|staff|delegation|ambassadors?|Ambassadors?|businesses|journalists|survivors|employees|members|soldiers|Marines|press|religious leaders|business leaders|civil society leaders|civic leaders|community leaders|opposition leaders|political leaders|representatives of civil society|civil society representatives)(?![\p{L}])[^,;]*/u.exec(
      text,
    );
  if (match) return { party: { kind: 'OTHERS', printed: match[0] }, rest: text.slice(match[0].length) };
  const american = /^(?:the )?(?:former |U\.S\. |US |American )[^,;]*?(?=,| and |;|$)/.exec(text);
  return american
    ? { party: { kind: 'OTHERS', printed: american[0] }, rest: text.slice(american[0].length) }
    : undefined;
}

/** `senior Saudi officials`, `Israeli leaders`, `other officials`, `his Cabinet`, `the Belgian Foreign Minister`. */
function officialsAt(text: string, day: string): Found | undefined {
  const match = new RegExp(
    `^(?:the |other |senior |top |high-level |his |her |key |many |several |various |newly elected |interim )*(?:(${STATE}) (?:and (?:other )?(?:${STATE}) )?)?(?:[Gg]overnment |military (?:and )?|senior |political and |transitional |interim |Member States )*(?:officials|leaders|leadership|authorities|counterparts?|Cabinet|cabinet|government|Government|ministers|Foreign (?:and Defense |and Finance )?Ministers?|Heads of State(?: and Government)?|Permanent Council|Prime Minister|President|Foreign Secretary|Defense Ministers?|Minister of Foreign Affairs|Amir|King|negotiators|negotiating team|representatives|Governor General|members of (?:the |his |her )?(?:interim )?(?:[Gg]overnment|[Cc]abinet|Politburo))(?: from (?:${STATE}))?(?![\\p{L}])(?: and members of the interim government)?`,
    'u',
  ).exec(text);
  if (!match || match[0].trim() === '') return undefined;
  const state = match[1] === undefined ? undefined : stateCalled(match[1], day);
  if (match[1] !== undefined && !state) return undefined;
  return { party: { kind: 'OFFICIALS', state, printed: match[0] }, rest: text.slice(match[0].length) };
}

/** A name in capitals without an office, or an office of some region: named, but for whom is not clear. */
function unclearAt(text: string): Found | undefined {
  const match = /^(?:the )?(?:[\p{Lu}][\p{L}'’.-]+(?: (?:of|the|for|de|al|bin) (?=[\p{Lu}]))? ?){1,8}/u.exec(
    text,
  );
  if (!match || NO_NAME.test(text)) return undefined;
  const printed = match[0].trim();
  return { party: { kind: 'UNCLEAR', printed }, rest: text.slice(printed.length) };
}
