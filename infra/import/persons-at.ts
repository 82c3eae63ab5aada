import { nameAt } from './name-at.ts';
import { type OfficeFound, officeAt } from './offices.ts';
import type { Found, Party } from './party.ts';
import { STATE } from './state-pattern.ts';
import { stateCalled } from './states.ts';

const ADJECTIVE = new RegExp(
  `^(?:the )?(?:[Ff]ormer )?(${STATE})(?:['’]s?)?(?: \\([A-Z]+\\))? (?:[Gg]overnment )?(?=[A-Za-z])`,
);
const OF = new RegExp(`^,? (?:of|from) (?:the )?(${STATE})(?![\\p{L}-])`, 'u');

const IN_PLURAL = new RegExp(
  `^(?:(${STATE}) )?(Prime Minister|President|Foreign Minister|Chancellor)s (?=[\\p{Lu}])`,
  'u',
);
const BEGINS_WITH_STATE = new RegExp(`^${STATE} `, 'u');
const FROM_OFFICE = new RegExp(`^(?:of|for) (?:the )?(${STATE})(?![\\p{L}-])[, ]*`, 'u');

const HONORS =
  /^(?:His|Her) (?:(?:Royal |Serene )?(?:Majesty|Highness|Holiness|Excellency)|Eminence) |^(?:the )?(?:late|newly elected|new) |^(?:the )(?=[A-Z])/;

/** Persons in one office under its plural: `British Prime Ministers Churchill and Attlee`. */
export function personsAt(text: string, day: string): { parties: Party[]; rest: string } | undefined {
  const match = IN_PLURAL.exec(text);
  if (!match) return undefined;
  const state = match[1] === undefined ? undefined : stateCalled(match[1], day);
  const parties: Party[] = [];
  let rest = text.slice(match[0].length);
  for (;;) {
    const name = nameAt(rest);
    if (name === '') break;
    // Without a state before the office, each of them may be from a different one.
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
    if (BEGINS_WITH_STATE.test(rest.slice(next[0].length))) break;
    rest = rest.slice(next[0].length);
  }
  return parties.length > 1 ? { parties, rest } : undefined;
}

/** A person with an office: `Soviet Foreign Minister Gromyko`, `King Hussein of Jordan`. */
export function personAt(text: string, day: string): Found | undefined {
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
  // Those who represent a part of a state do not represent the state.
  if (
    !office ||
    (/^(?:(?:Deputy )?First Minister|(?:Governing )?Mayor)$/.test(office.office) &&
      state?.kind !== 'ORGANIZATION')
  )
    return undefined;
  const fromOffice = FROM_OFFICE.exec(office.rest);
  // An envoy to a country represents whoever sent them there.
  const isSent = /\b(?:Envoy|Representative|Advis[eo]r|Administrator)$/.test(office.office);
  const home = fromOffice && !isSent ? stateCalled(fromOffice[1] ?? '', day) : undefined;
  const bare = (fromOffice && (home || isSent) ? office.rest.slice(fromOffice[0].length) : office.rest)
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

/** What separates two offices of one person, possibly including the organization of the second. */
const AND_ALSO = new RegExp(`^(?:and |& |/ ?|, )(?:(?:${STATE}) (?=[\\p{Lu}]))?`, 'u');

/**
 * One office or several of one person: `Deputy Prime Minister and Minister of Foreign Affairs`,
 * `EU High Representative and European Commission Vice President`.
 */
function officesAt(text: string): OfficeFound | undefined {
  const first = officeAt(text);
  if (!first) return undefined;
  const next = AND_ALSO.exec(first.rest);
  if (!next) return first;
  const second = officesAt(first.rest.slice(next[0].length));
  return second ? { ...second, office: `${first.office} and ${second.office}`, title: second.title } : first;
}
