import { shown } from './invisible.ts';

/** A sentence quotes what was written; what is longer than this is recognized by its beginning. */
const SENTENCE_LIMIT = 400;

/** What a quotation shows of a value. */
const QUOTE_LIMIT = 100;

/** A sentence on one line, shortened, with whatever cannot be seen in it made visible. */
export function printable(sentence: string): string {
  return shown(shortened(sentence, SENTENCE_LIMIT));
}

/** A value in quotation marks, shortened. */
export function quoted(value: string): string {
  return `"${shortened(value, QUOTE_LIMIT)}"`;
}

function shortened(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1).toWellFormed()}…` : text;
}
