import { shown } from './invisible.ts';

/** Longer sentences are cut: the beginning is enough to recognize the quoted content. */
const SENTENCE_LIMIT = 400;

/** Characters of a value that a quotation shows. */
const QUOTE_LIMIT = 100;

/** A sentence on one line, shortened, with invisible characters made visible. */
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
