import { type DocumentNode, type GraphQLSchema, parse, type Source, validate } from 'graphql';
import { DocumentSource } from './document-source.ts';

/**
 * The text of a document that is known when the function is built, to its tree as `precompile` writes it
 * down.
 */
export type Precompiled = Pick<ReadonlyMap<string, string>, 'get'>;

/** The file beside the code that has the tree of a documented operation. */
export const treeFile = (id: string): string => `${id.replace('sha256:', '').slice(0, 16)}.json`;

/**
 * The tree of a document as JSON, with the position of each node as a pair: to read this instead of parsing
 * and validating the text saves a cold start some 10 ms.
 *
 * @throws Error that says which document the schema does not allow, and why
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

/** The document that `precompile` wrote down: the same as if its text had been parsed, its tokens aside. */
export function revive(written: string, text: string): DocumentNode {
  const source = new DocumentSource(text);
  source.hideText();
  const document = JSON.parse(written) as Tree;
  locate(document, source);
  return document as unknown as DocumentNode;
}

type Tree = { [name: string]: unknown };

function locate(node: Tree, source: Source): void {
  for (const name in node) {
    const value = node[name];
    if (name === 'loc') {
      const [start, end] = value as [number, number];
      // Errors read these three and nothing more of a position; its tokens would be twice the document.
      node.loc = { start, end, source };
    } else if (Array.isArray(value)) for (const each of value) locate(each as Tree, source);
    else if (typeof value === 'object' && value !== null) locate(value as Tree, source);
  }
}
