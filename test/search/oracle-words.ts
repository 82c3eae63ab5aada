import { foldText } from '../../schema/record/value/fold-name.ts';

const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A folded word, or a single character of Chinese or Korean. */
interface Piece {
  readonly text: string;
  /** A character right behind another one. */
  readonly isJoined: boolean;
  readonly isCharacter: boolean;
}

const known = new Map<string, Piece[]>();

function piecesOf(text: string): Piece[] {
  const found = known.get(text);
  if (found) return found;
  const pieces = foldText(text)
    .split(' ')
    .flatMap((word) => runs(word.normalize('NFC')));
  known.set(text, pieces);
  return pieces;
}

function runs(word: string): Piece[] {
  return [
    ...word.matchAll(new RegExp(`(${CHARACTER.source}+)|((?:(?!${CHARACTER.source}).)+)`, 'gu')),
  ].flatMap(([, characters, letters]): Piece[] =>
    letters !== undefined
      ? [{ text: letters, isJoined: false, isCharacter: false }]
      : [...(characters ?? '')].map((text, at) => ({ text, isJoined: at > 0, isCharacter: true })),
  );
}

export interface Wanted {
  readonly pieces: readonly Piece[];
  readonly isPrefix: boolean;
}

/** Reads a query; the ones that tests make are well formed. */
export function readQuery(query: string): { every: Wanted[][]; without: Wanted[] } {
  const every: Wanted[][] = [];
  const without: Wanted[] = [];
  let isOr = false;
  for (const [, minus, quoted, plain] of query.matchAll(/(-)?(?:"([^"]*)"|(\S+))/g)) {
    if (plain === 'OR') {
      isOr = true;
      continue;
    }
    const text = quoted ?? plain ?? '';
    const isPrefix = quoted === undefined && text.endsWith('*');
    const wanted = { pieces: piecesOf(text), isPrefix };
    if (minus) without.push(wanted);
    else if (isOr) every.at(-1)?.push(wanted);
    else every.push([wanted]);
    isOr = false;
  }
  return { every, without };
}

function isIn(text: string, { pieces, isPrefix }: Wanted): boolean {
  const all = piecesOf(text);
  if (all.length < pieces.length) return false;
  return all.some((_, from) =>
    pieces.every((piece, at) => {
      const found = all[from + at];
      if (!found || found.isCharacter !== piece.isCharacter || (piece.isJoined && !found.isJoined))
        return false;
      const isLast = at === pieces.length - 1;
      return isLast && isPrefix && !piece.isCharacter
        ? found.text.startsWith(piece.text)
        : found.text === piece.text;
    }),
  );
}

const answers = new WeakMap<Wanted, Map<string, boolean>>();

/** The same, asked once for a text: a name stands in thousands of records. */
export function isFound(text: string, wanted: Wanted): boolean {
  const known = answers.get(wanted) ?? new Map<string, boolean>();
  answers.set(wanted, known);
  const answer = known.get(text) ?? isIn(text, wanted);
  known.set(text, answer);
  return answer;
}
