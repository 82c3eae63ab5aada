import { seriesOf } from './events.ts';

/** Words for a gathering, by which a standalone phrase is recognized as one. */
const NOUN =
  '\\b(?:[Mm]eetings?|[Ss]ummits?|[Cc]onferences?|[Cc]ouncil|[Ff]orum|[Mm]inisterials?|[Dd]ialogues?|[Cc]ommission|[Cc]ommittee|[Ss]essions?|[Cc]onsultations?|[Aa]ssembly|[Ii]naugura(?:tion|l)|[Ff]uneral|[Ss]igning|[Rr]oundtable|Group|talks|negotiations|[Cc]eremony|COP ?\\d+)\\b';
const GATHERING = new RegExp(NOUN);
const LAST = new RegExp(`${NOUN}[’']?$`);

/** Whether words by themselves mean a gathering. */
export const isGatheringByName = (words: string): boolean => GATHERING.test(words);

/** Words that say nothing about which gathering it was. */
const NOTHING =
  /^(?:(?:a|an|the|to|other|also|special|informal|bilateral|multilateral|trilateral|senior|subsequent|and) )*(?:[Mm]eetings?|engagements?)$/;

/** `NATO, NACC, and Contact Group` before a plural: each is the name of a gathering. */
const HEAD = "(?:U\\.S\\.-)?[A-Z][\\w.+’'/-]*(?: [A-Z0-9][\\w.+’'/-]*){0,3}?";
const SHARED = new RegExp(
  `^((?:Annual |annual )?)(${HEAD}(?:, ${HEAD})*,? and (?:the )?${HEAD}) ((?:(?:Economic|Foreign|Ministerial|Council|Summit|Leaders[’']?|Ministers[’']?) )*(?:[Mm]eetings|[Ss]ummits|[Cc]onferences))$`,
);
const SHARED_BEHIND = /^[Mm]eetings of (?:the )?(.+?,? and .+?)(?: ((?:Foreign|Defense) Ministers))?$/;
/** Words that only distinguish two gatherings of one name: `APEC Ministerial and Summit Meetings`. */
const SORT = /^(?:Ministerial|Summit|Leaders)\b/;

/**
 * The gatherings that a phrase names: `Munich Security Conference and the G7 Foreign Ministers’ Meeting` are
 * two, and so are `NATO and EU Summit Meetings`. Gatherings of one series stay together, in the words of the
 * source; anything that names no gathering is left out.
 */
export function gatheringsIn(words: string): string[] {
  const parts = (together(words) ?? oneByOne(words)).map(trimmed).filter((part) => !NOTHING.test(part));
  const series = new Set(parts.map((part) => seriesOf(part)?.id));
  if (parts.length > 1 && series.size === 1 && !series.has(undefined)) return [trimmed(words)];
  return parts;
}

const trimmed = (words: string): string =>
  words.replace(/^(?:(?:and|to|a|an|the|its|attend|attended) )+(?=\S)/i, '').trim();

/**
 * The parts of a list whose last part has the noun of all of them; undefined if the phrase is not such a
 * list.
 */
function together(words: string): string[] | undefined {
  const match = SHARED.exec(words);
  if (match) {
    const [, , list = '', tail = ''] = match;
    const heads = listOf(list);
    const one = tail.replace(/s$/, '');
    const [first = ''] = heads;
    if (
      heads.every((head, index) => index === 0 || !/^(?:Regional|Post|East Asia Regional)/.test(head)) &&
      heads.every((head) => !LAST.test(head) || /(?:Council|Commission|Group|Ministerial)$/.test(head))
    )
      return heads.map((head) =>
        (SORT.test(head) ? `${first.split(' ')[0]} ${head} ${one}` : `${head} ${one}`).replace(
          /(Council|Commission|Ministerial) \1\b/,
          '$1',
        ),
      );
  }
  const behind = SHARED_BEHIND.exec(words);
  if (behind) {
    const [, list = '', ministers] = behind;
    const names = listOf(list);
    if (names.every((name) => /^[A-Z]/.test(name) && !/ on | of /.test(name)))
      return names.map((name) => `Meeting of the ${name}${ministers === undefined ? '' : ` ${ministers}`}`);
  }
  return undefined;
}

const listOf = (list: string): string[] => list.split(/,? and (?:the )?|, (?:the )?/);

/** The parts of a list of gatherings, each with its own noun. */
function oneByOne(words: string): string[] {
  const parts: string[] = [];
  let rest = words;
  for (;;) {
    const cut = [
      ...rest.matchAll(/(,? and |, )((?:to )?(?:the |an? |its |(?:ministerial )?meetings of (?:the )?)?)/g),
    ].find(({ index, 0: mark, 2: article = '' }) => {
      const left = rest.slice(0, index);
      const right = rest.slice(index + mark.length);
      if (NOTHING.test(`${article}${right}`)) return GATHERING.test(left);
      // "ASEAN Regional Forum and Post-Ministerial Conference" is one event under two names.
      if (/^(?:Regional|Post)\b/.test(right)) return false;
      const near = right.split(' ').slice(0, 8).join(' ');
      return (
        GATHERING.test(near) &&
        GATHERING.test(left) &&
        (article !== '' || (LAST.test(left) && /^[A-Z0-9]/.test(right)))
      );
    });
    if (!cut) return [...parts, rest];
    const left = rest.slice(0, cut.index);
    const right = rest.slice(cut.index + cut[0].length);
    parts.push(left);
    // "APEC Ministerial and Summit Meetings": only the first has the name.
    rest = SORT.test(right) ? `${left.split(' ')[0]} ${right}` : right;
  }
}
