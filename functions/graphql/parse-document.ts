import { type DocumentNode, parse, Source, type SourceLocation } from 'graphql';
import { BRACKET_LIMIT, COMMENT_LIMIT, TOKEN_LIMIT, tooComplex } from './limits.ts';

/**
 * Parses a document of bounded size.
 *
 * @throws GraphQLError with code QUERY_TOO_COMPLEX if it has too many tokens or comments or nests too deeply;
 *   otherwise a syntax error
 */
export function parseDocument(text: string | Source): DocumentNode {
  const source = new DocumentSource(typeof text === 'string' ? text : text.body);
  assertNesting(source.body);
  try {
    const document = parse(source, { maxLexicalTokens: TOKEN_LIMIT, maxComments: COMMENT_LIMIT });
    source.hideText();
    return document;
  } catch (error) {
    // The parser sets no code. Its message for reaching a limit is pinned by the exact version and by a test.
    const reached =
      error instanceof Error && /contains more than (\d+) (\w+)\. Parsing aborted/.exec(error.message);
    if (!reached) throw error;
    throw tooComplex(
      `The document has more than ${reached[1]} ${reached[2]}. Split it into several operations, or leave out what is not needed.`,
      { limit: Number(reached[1]) },
    );
  }
}

/** Brackets, and the strings and comments whose brackets do not count. */
const NESTING = /"""(?:[^"\\]|\\(?:""")?|"(?!""))*(?:"""|$)|"(?:[^"\\\n\r]|\\.)*"?|#[^\n\r]*|[{([]|[})\]]/g;

/**
 * The parser, the validator and the executor are recursive and would overflow the stack, so brackets are
 * counted first.
 */
function assertNesting(text: string): void {
  let depth = 0;
  for (const [token] of text.matchAll(NESTING)) {
    if (token === '{' || token === '(' || token === '[') depth += 1;
    else if (token === '}' || token === ')' || token === ']') depth -= 1;
    if (depth > BRACKET_LIMIT) {
      throw tooComplex(
        `The document nests brackets more than ${BRACKET_LIMIT} levels deep. Nest less deeply: fetch deeper records by id.`,
        { limit: BRACKET_LIMIT },
      );
    }
  }
}

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
