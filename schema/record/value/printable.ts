/** A sentence quotes what was written; what is longer than this is recognised by its beginning. */
const SENTENCE_LIMIT = 400;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A sentence on one line that shows what cannot be seen, so that quoted content can neither break nor repaint a terminal. */
export function printable(sentence: string): string {
  const short = sentence.length > SENTENCE_LIMIT ? `${sentence.slice(0, SENTENCE_LIMIT - 1)}…` : sentence;
  return short
    .toWellFormed()
    .replace(UNSEEN, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
