import { statesAt } from './holders-at.ts';
import { NO_NAME } from './name-at.ts';
import type { Found } from './party.ts';
import { STATE } from './state-pattern.ts';
import { stateCalled } from './states.ts';

const FORMER =
  /^(?:the )?former (?:[\p{Lu}][\p{L}-]+ )*?(?:President|Prime Minister|Foreign Minister|Chancellor)s? [\p{Lu}][\p{L}.'’-]*(?: (?:de |van |von |and )*[\p{Lu}][\p{L}.'’-]*)*/u;

/** Those who represent no government, or the traveller's own. */
export function othersAt(text: string): Found | undefined {
  const match =
    /^(?:the |other |many |local |senior |[Nn]ational |young |prominent |several |various |leading )*(?:(?:U\.S\.|US|American|[\p{Lu}][\p{L}-]+|religious|civil|business|political|opposition|civic|community|student|human|women|labor|youth|tribal|minority|dissident|refugee|refugees|military|cultural|Jewish|Catholic|Muslim|Orthodox|ethnic|church|academic|Cuban|local|media) ?(?:and |, )?)*(?:personnel|refugees|society|troops|businessmen|businesspeople|students|activists|dissidents|refuseniks|organizations|groups|entrepreneurs|families|victims|staff|delegation|ambassadors?|Ambassadors?|businesses|journalists|survivors|employees|members(?! of (?:the |his |her )?(?:[\p{Lu}][\p{L}-]+ |interim )*(?:[Gg]overnment|[Cc]abinet|Politburo|Governing Council))|soldiers|Marines|press|religious leaders|business leaders|civil society leaders|civic leaders|community leaders|opposition leaders|political leaders|civil leaders|politicians|inspectors|[Cc]ivil [Ss]ociety|(?:Christian|Islamic|Anti-Corruption) [Ll]eaders|representatives of civil society|civil society representatives)(?![\p{L}])(?:(?! and (?:with )?(?:the )?[\p{Lu}])[^,;])*/u.exec(
      text,
    );
  if (match) return { party: { kind: 'OTHERS', printed: match[0] }, rest: text.slice(match[0].length) };
  // A former office-holder represents no state.
  const former = FORMER.exec(text);
  if (former) return { party: { kind: 'OTHERS', printed: former[0] }, rest: text.slice(former[0].length) };
  const american =
    /^(?:the )?(?:former |U\.S\. |US |American |Presidential adviser )[^,;]*?(?=,| and |;|$)/.exec(text);
  return american
    ? { party: { kind: 'OTHERS', printed: american[0] }, rest: text.slice(american[0].length) }
    : undefined;
}

const BEFORE =
  '(?:the |other |senior |top |high-level |his |her |key |many |several |various |newly elected |interim )*';
/**
 * Words between a state and its officials; `British colonial (Trinidad) officials` represent the United
 * Kingdom.
 */
const BETWEEN =
  '(?:[Gg]overnment |military (?:and )?|senior |political and |transitional |interim |[Pp]eace |Security |Member States |colonial (?:\\([^)]*\\) )?)*';
const NOUN = `(?:officials|leaders|leadership|authorities|counterparts?|(?:War )?Cabinet|cabinet|government|Government|[Mm]inisters|Foreign (?:and Defense |and Finance )?Ministers?|[Hh]eads of [Ss]tate(?: and [Gg]overnment)?|Permanent Council|Governing Council|National Security Council|Presidential Triumvirate|Prime Minister|President|Foreign Secretary|Defense Ministers?|Minister of Foreign Affairs|Amir|King|[Nn]egotiators|negotiating team|representatives|Governor General|[Mm]embers of (?:the |his |her )?(?:interim |Transitional )?(?:[Gg]overnment|[Cc]abinet|Politburo|Governing Council))(?: from (?:${STATE}))?(?![\\p{L}])(?: and members of the interim government)?`;
const OFFICIALS = new RegExp(
  `^${BEFORE}((?:${STATE}(?:, and (?:other )?|, | and (?:other )?| ))*)${BETWEEN}${NOUN}`,
  'u',
);
const EACH = new RegExp(`${STATE}(?![\\p{L}-])`, 'gu');

/**
 * `senior Saudi officials`, `Bosnian, Bosnian Serb, and NATO officials`, `other officials`, `his Cabinet`,
 * `the Belgian Foreign Minister`.
 */
export function officialsAt(text: string, day: string): Found | undefined {
  const match = OFFICIALS.exec(text);
  if (!match || match[0].trim() === '') return undefined;
  const words = match[1]?.match(EACH) ?? [];
  const states = words.flatMap((word) => stateCalled(word, day) ?? []);
  if (states.length < words.length) return undefined;
  return { party: { kind: 'OFFICIALS', states, printed: match[0] }, rest: text.slice(match[0].length) };
}

const THOSE_OF =
  /^(?:the |other |senior )*(?:members|representatives|leadership|leaders|officials|delegates) of (?=(?:the )?[\p{Lu}])/u;

/**
 * `members of the Syrian Opposition Coalition`, `representatives of Russia, Ukraine, and the European Union`.
 */
export function thoseOfAt(text: string, day: string): Found | undefined {
  const match = THOSE_OF.exec(text);
  if (!match) return undefined;
  const { states, rest } = statesAt(text.slice(match[0].length), day);
  if (states.length === 0 || /^(?:['’-]| [\p{Lu}])/u.test(rest)) return undefined;
  return { party: { kind: 'OFFICIALS', states, printed: text.slice(0, text.length - rest.length) }, rest };
}

/**
 * A capitalized name without an office, or an office of some region: named, but it is unclear whom they
 * represent.
 */
export function unclearAt(text: string): Found | undefined {
  const match = /^(?:the )?(?:[\p{Lu}][\p{L}'’.-]+(?: (?:of|the|for|de|al|bin) (?=[\p{Lu}]))? ?){1,8}/u.exec(
    text,
  );
  if (!match || NO_NAME.test(text)) return undefined;
  const printed = match[0].trim();
  return { party: { kind: 'UNCLEAR', printed }, rest: text.slice(printed.length) };
}
