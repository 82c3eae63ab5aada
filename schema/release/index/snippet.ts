import { MARKS } from './limits.ts';
import type { SearchQuery, Term } from './query.ts';
import { fitsAt } from './term-in-text.ts';
import { type Unit, unitsOf } from './words.ts';

/** Approximate number of characters in a snippet, without marks. */
const LENGTH = 200;

/** Number of characters before the first match. */
const LEAD = 60;

/** Where a match begins and ends in a text, in UTF-16 code units. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A unit of a text, and its position. */
interface Placed extends Span {
  readonly unit: Unit;
}

/** The part of a text around its first match, with all matches in it marked; undefined if there are none. */
export function snippetOf(text: string, { every }: SearchQuery): string | undefined {
  const spans = joined(spansOf(text, every.flat()));
  const [first] = spans;
  return first && cut(text, spans, Math.max(first.from - LEAD, 0));
}

/** The beginning of a text, as a snippet without a match. */
export const beginningOf = (text: string): string => cut(text, [], 0);

function spansOf(text: string, terms: readonly Term[]): Span[] {
  const placed = placedUnitsOf(text);
  const units = placed.map(({ unit }) => unit);
  return terms.flatMap((term) =>
    placed.flatMap(({ from, to }, at): Span[] =>
      fitsAt(units, at, term) ? [{ from, to: placed[at + term.units.length - 1]?.to ?? to }] : [],
    ),
  );
}

/** Letters, digits, marks, and the apostrophes that folding removes from words. */
const WORD = /[\p{L}\p{N}\p{M}'"’‘ʼʻʿʾ׳״]+/gu;

function placedUnitsOf(text: string): Placed[] {
  const placed: Placed[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const units = unitsOf(word);
    if (!units.some(({ isCharacter }) => isCharacter)) {
      placed.push(...units.map((unit) => ({ unit, from: index, to: index + word.length })));
      continue;
    }
    placed.push(...placedCharacters(word, index, units));
  }
  return placed;
}

/** Locates each unit of a word in its letters, by folding letters one by one until they form the unit. */
function placedCharacters(word: string, start: number, units: readonly Unit[]): Placed[] {
  const placed: Placed[] = [];
  let at = start;
  let next = 0;
  let folded = '';
  let from = start;
  for (const character of word.normalize('NFC')) {
    folded += unitsOf(character)
      .map(({ text }) => text)
      .join('');
    at += character.length;
    const unit = units[next];
    if (!unit || folded.length < unit.text.length) continue;
    placed.push({ unit, from, to: at });
    next += 1;
    folded = '';
    from = at;
  }
  return placed;
}

/** Sorted spans, with overlapping ones merged. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = all.at(-1);
    if (last && span.from < last.to)
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
}

function cut(text: string, spans: readonly Span[], start: number): string {
  const from = start === 0 ? 0 : wordStart(text, start);
  const to = text.length - from <= LENGTH ? text.length : wordEnd(text, from + LENGTH, spans);
  let snippet = from > 0 ? '…' : '';
  let at = from;
  for (const span of spans) {
    if (span.from < from || span.to > to) continue;
    snippet += `${plain(text.slice(at, span.from))}${MARKS.before}${plain(text.slice(span.from, span.to))}${MARKS.behind}`;
    at = span.to;
  }
  return `${snippet}${plain(text.slice(at, to))}${to < text.length ? '…' : ''}`;
}

const plain = (text: string): string => text.replaceAll(MARKS.before, '[').replaceAll(MARKS.behind, ']');

/** The position after the next space, unless that is far away, as in a script without spaces. */
function wordStart(text: string, at: number): number {
  const blank = text.indexOf(' ', at);
  return blank !== -1 && blank - at < LEAD / 2 ? blank + 1 : wholeCharacter(text, at);
}

/** The position before the last space, but not inside a match. */
function wordEnd(text: string, at: number, spans: readonly Span[]): number {
  const blank = text.lastIndexOf(' ', at);
  const end = at - blank < LEAD / 2 ? blank : wholeCharacter(text, at);
  return spans.find(({ from, to }) => from < end && to > end)?.to ?? end;
}

/** A position that does not split a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
