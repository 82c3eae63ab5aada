import { Source, type SourceLocation } from 'graphql';

/** Every line break in GraphQL; CR and LF together count as one. */
const LINE_BREAK = /\r\n|[\n\r]/g;

/**
 * The text of a document. graphql-js finds the line of an error by scanning the text from its start, once per
 * error, even for errors that are never sent. So the text is hidden from it once the document is parsed: an
 * error then has only its offset, and the line and column are looked up for the errors that are sent.
 */
export class DocumentSource extends Source {
  readonly #text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string) {
    super(text);
    this.#text = text;
  }

  /** To be called once the parser is done. */
  hideText(): void {
    this.body = '';
  }

  /** Line and column of an offset, both from 1. */
  placeOf(offset: number): SourceLocation {
    this.#lineStarts ??= [
      0,
      ...Array.from(this.#text.matchAll(LINE_BREAK), ({ 0: { length }, index }) => index + length),
    ];
    const starts = this.#lineStarts;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}
