import { QUERY_LENGTH, QUERY_TERMS } from './limits.ts';
import { type Unit, unitsOf } from './words.ts';

/** What one term looks for: consecutive units, usually just one. */
export interface Term {
  readonly units: readonly Unit[];
  /** Whether the last unit is the beginning of a word. */
  readonly isPrefix: boolean;
}

/** Each entry of `every` must match by one of its terms, and none of `without` may match. */
export interface SearchQuery {
  readonly every: readonly (readonly Term[])[];
  readonly without: readonly Term[];
}

/** An invalid query. `position` counts characters from 1. */
export class SearchSyntaxError extends Error {
  override readonly name = 'SearchSyntaxError';
  readonly position: number;

  constructor(position: number, message: string) {
    super(message);
    this.position = position;
  }
}

interface Token {
  /** Characters from the start of the query, from 0. */
  readonly at: number;
  /** The text as written, without minus, quotes and star. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly isExcluded: boolean;
  readonly isPrefix: boolean;
}

/**
 * Parses a query: words separated by spaces, commas or semicolons, `"a phrase"`, `prefix*`, `-word` to
 * exclude a word, and `OR`, which binds tighter than a space: `a b OR c` means a and either b or c.
 *
 * @throws SearchSyntaxError
 */
export function parseQuery(source: string): SearchQuery {
  const length = [...source].length;
  if (length > QUERY_LENGTH) {
    throw new SearchSyntaxError(
      QUERY_LENGTH + 1,
      `the query has ${length} characters; give at most ${QUERY_LENGTH}`,
    );
  }
  const tokens = tokensOf(source);
  if (tokens.length === 0) {
    throw new SearchSyntaxError(1, 'the query is empty; give a word to look for');
  }
  const every: Term[][] = [];
  const without: Term[] = [];
  let terms = 0;
  let isAlternative = false;
  tokens.forEach((token, index) => {
    if (isOr(token)) {
      checkOr(tokens, index);
      isAlternative = true;
      return;
    }
    terms += 1;
    if (terms > QUERY_TERMS) {
      throw new SearchSyntaxError(
        token.at + 1,
        `the query has more than ${QUERY_TERMS} terms; leave some out`,
      );
    }
    const term = termOf(token);
    if (token.isExcluded) without.push(term);
    else if (isAlternative) every.at(-1)?.push(term);
    else every.push([term]);
    isAlternative = false;
  });
  if (every.length === 0) {
    throw new SearchSyntaxError(1, 'every term has a minus; give at least one word to look for');
  }
  return { every, without };
}

const isOr = (token: Token | undefined): boolean =>
  token !== undefined && token.text === 'OR' && !token.isQuoted && !token.isExcluded && !token.isPrefix;

function checkOr(tokens: readonly Token[], index: number): void {
  const at = (tokens[index]?.at ?? 0) + 1;
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  if (!before || !after || isOr(before) || isOr(after)) {
    throw new SearchSyntaxError(
      at,
      'OR needs a term on both sides; add one, or write "or" to look for the word',
    );
  }
  if (before.isExcluded || after.isExcluded) {
    throw new SearchSyntaxError(
      at,
      'OR cannot join a term with a minus; write the excluded terms one by one',
    );
  }
}

function tokensOf(source: string): Token[] {
  const characters = [...source];
  const tokens: Token[] = [];
  let at = 0;
  const isBlank = (place: number) => separates(characters, place);
  while (at < characters.length) {
    if (isBlank(at)) {
      at += 1;
      continue;
    }
    const start = at;
    const isExcluded = characters[at] === '-';
    if (isExcluded) at += 1;
    if (isExcluded && isBlank(at)) {
      throw new SearchSyntaxError(
        start + 1,
        'this minus excludes nothing; put it right before a word, or leave it out',
      );
    }
    if (isQuote(characters[at])) {
      const close = characters.findIndex((each, place) => place > at && isQuote(each));
      if (close === -1) {
        throw new SearchSyntaxError(
          at + 1,
          'the quotation mark is not closed; add one at the end of the phrase',
        );
      }
      const text = characters.slice(at + 1, close).join('');
      at = close + 1;
      if (characters[at] === '*') {
        throw new SearchSyntaxError(
          at + 1,
          'a star cannot follow a phrase; put it right after a word outside the quotation marks',
        );
      }
      tokens.push({ at: start, text, isQuoted: true, isExcluded, isPrefix: false });
      continue;
    }
    const from = at;
    while (at < characters.length && !isBlank(at) && !isQuote(characters[at])) at += 1;
    const written = characters.slice(from, at).join('');
    const star = [...written].indexOf('*');
    if (star !== -1 && from + star !== at - 1) {
      throw new SearchSyntaxError(
        from + star + 1,
        'a star is allowed only at the end of a word, as in minist*',
      );
    }
    const isPrefix = star !== -1;
    if (isPrefix && star === 0) {
      throw new SearchSyntaxError(
        at,
        'this star follows nothing; put it right after the beginning of a word, as in minist*',
      );
    }
    tokens.push({
      at: start,
      text: isPrefix ? written.slice(0, -1) : written,
      isQuoted: false,
      isExcluded,
      isPrefix,
    });
  }
  return tokens;
}

/** Includes the typographic quotation marks that phones insert, and those of other scripts. */
const isQuote = (character: string | undefined): boolean =>
  character !== undefined && '"“”„«»「」『』'.includes(character);

/** A space, or a comma or semicolon of any script: Chinese has no space after them. */
function separates(characters: readonly string[], place: number): boolean {
  const character = characters[place] ?? ' ';
  // As in 1,000, but not as in 2014,2015.
  const isThousands = /^[0-9],[0-9]{3}(?![0-9])/.test(characters.slice(place - 1, place + 5).join(''));
  if (character === ',' && isThousands) return false;
  return /[\s,;،؛、，；]/.test(character);
}

/** Words that are operators in other search engines. */
const FOREIGN: Readonly<Record<string, string>> = {
  AND: 'terms are joined by "and" anyway; leave AND out, or write "and" to look for the word',
  NOT: 'NOT is not an operator; put a minus right before the word to exclude, as in -word, or write "not" to look for the word',
};

const hasLetter = (text: string): boolean => /[a-z0-9]/i.test(text) || /[\p{L}\p{N}]/u.test(text);

/** A one-letter prefix would match most of the record. */
const SHORTEST_PREFIX = 2;

function termOf(token: Token): Term {
  const advice = token.isQuoted ? undefined : FOREIGN[token.text];
  if (advice !== undefined) throw new SearchSyntaxError(token.at + 1, advice);
  const units = unitsOf(token.text);
  const last = units.at(-1);
  // Text that has only symbols folds to its symbols.
  if (!last || !hasLetter(token.text)) {
    const found = token.isQuoted
      ? 'the phrase is empty'
      : `${JSON.stringify(token.text)} has no letter or digit`;
    throw new SearchSyntaxError(token.at + 1, `${found}; give a word to look for, or leave it out`);
  }
  if (token.isPrefix && !last.isCharacter && [...last.text].length < SHORTEST_PREFIX) {
    throw new SearchSyntaxError(
      token.at + 1,
      `${JSON.stringify(`${token.text}*`)} is too short; give at least ${SHORTEST_PREFIX} letters before the star`,
    );
  }
  // A character matches anywhere, so a star adds nothing.
  return { units, isPrefix: token.isPrefix && !last.isCharacter };
}
