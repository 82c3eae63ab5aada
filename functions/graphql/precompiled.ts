import { type DocumentNode, type GraphQLSchema, parse, type Source, validate } from 'graphql';
import { DocumentSource } from './parse-document.ts';

/** Maps the text of a document known at build time to its syntax tree as written by `precompile`. */
export type Precompiled = Pick<ReadonlyMap<string, string>, 'get'>;

/** The file next to the code with the syntax tree of a documented operation. */
export const treeFile = (id: string): string => `${id.replace('sha256:', '').slice(0, 16)}.json`;

/**
 * The syntax tree of a document as JSON, with the position of each node as a pair. Reading this instead of
 * parsing and validating the text saves some 10 ms of a cold start.
 *
 * @throws Error that says which document is invalid, and why
 */
export function precompile(schema: GraphQLSchema, text: string): string {
  const document = parse(text);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Error(`${errors.map(String).join('\n')}\nin the operation\n${text}`);
  return JSON.stringify(document, (key, value: unknown) => (key === 'loc' ? pairOf(value) : value));
}

const pairOf = (location: unknown) => {
  const { start, end } = location as { start: number; end: number };
  return [start, end];
};

/** The document that `precompile` wrote: the same as parsing its text, but without tokens. */
export function revive(written: string, text: string): DocumentNode {
  const source = new DocumentSource(text);
  source.hideText();
  const document: DocumentNode & Tree = JSON.parse(written);
  locate(document, source);
  return document;
}

type Tree = { [name: string]: unknown };

function locate(node: Tree, source: Source): void {
  for (const name in node) {
    const value = node[name];
    if (name === 'loc') {
      const [start, end] = value as [number, number];
      // Errors read only these three properties of a position; the tokens would make the document three times
      // as large.
      node.loc = { start, end, source };
    } else if (Array.isArray(value)) for (const each of value) locate(each as Tree, source);
    else if (typeof value === 'object' && value !== null) locate(value as Tree, source);
  }
}
