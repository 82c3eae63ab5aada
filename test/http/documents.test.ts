import fc from 'fast-check';
import { GraphQLError, getLocation, parse, print, Source } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentCache } from '../../functions/graphql/document-cache.ts';
import { DocumentSource, parseDocument } from '../../functions/graphql/parse-document.ts';
import { precompile, revive } from '../../functions/graphql/precompiled.ts';
import { schema } from '../../schema/schema.ts';
import { OPERATIONS } from '../support/operations.ts';

/** A document as plain values, of each position where it begins and ends. */
const plain = (document: unknown): unknown =>
  JSON.parse(
    JSON.stringify(document, (key, value: unknown) => {
      if (key !== 'loc') return value;
      const { start, end } = value as { start: number; end: number };
      return { start, end };
    }),
  );

describe('a precompiled document', () => {
  it.each(OPERATIONS.map(({ name, source }) => [name, source]))(
    '%s is what parsing its text gives',
    (_name, text) => {
      const revived = revive(precompile(schema, text), text);
      expect(plain(revived)).toEqual(plain(parse(text)));
      expect(print(revived)).toBe(print(parse(text)));
    },
  );

  it('reports errors at the same positions as the text', () => {
    const text = OPERATIONS.find(({ name }) => name === 'MeetingPage')?.source ?? '';
    const locationsIn = (document: ReturnType<typeof parse>) => {
      const [operation] = document.definitions;
      if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
      return operation.selectionSet.selections.map((node) => {
        const { locations, source, positions } = new GraphQLError('somewhere', { nodes: [node] });
        if (!(source instanceof DocumentSource)) return locations;
        return positions?.map((position) => source.placeOf(position));
      });
    };
    const expected = locationsIn(parse(text));
    expect(locationsIn(revive(precompile(schema, text), text))).toEqual(expected);
    expect(locationsIn(parseDocument(text))).toEqual(expected);
  });

  it('must be valid for the schema', () => {
    expect(() => precompile(schema, '{ meeting { colour } }')).toThrow(/Cannot query field "colour"/);
    expect(() => precompile(schema, '{ meeting')).toThrow(/Syntax Error/);
  });
});

it('lines and columns are those of graphql-js, anywhere in a document', () => {
  const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', ' ')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.nat({ max: 40 }), (body, at) => {
      const offset = Math.min(at, body.length);
      // Between the two characters of a line break there is no place that an error could name.
      fc.pre(body.slice(offset - 1, offset + 1) !== '\r\n');
      expect(new DocumentSource(body).placeOf(offset)).toEqual(getLocation(new Source(body), offset));
    }),
  );
});

describe('the cached documents', () => {
  const text = '{ dataset { release } }';

  it('are those that were requested twice', () => {
    const cache = documentCache(new Map());
    const document = parse(text);
    cache.set(text, document);
    expect(cache.get(text)).toBeUndefined();
    cache.set(text, document);
    expect(cache.get(text)).toBe(document);
    expect(cache.isPrecompiled(document)).toBe(false);
  });

  it('include none from a stream of one-off documents', () => {
    const cache = documentCache(new Map());
    const texts = Array.from({ length: 5_000 }, (_, number) => `{ a${number}: __typename }`);
    for (const each of texts) cache.set(each, parse(each));
    expect(texts.filter((each) => cache.get(each))).toEqual([]);
  });

  it('exclude documents so long that few others would fit', () => {
    const cache = documentCache(new Map());
    const long = `{ dataset { release } } # ${'x'.repeat(8_000)}`;
    for (let turn = 0; turn < 3; turn += 1) cache.set(long, parse(long));
    expect(cache.get(long)).toBeUndefined();
  });

  it('include the precompiled ones from the start', () => {
    const cache = documentCache(new Map([[text, precompile(schema, text)]]));
    const document = cache.get(text);
    if (!document) throw new Error('not there');
    expect(print(document)).toBe(print(parse(text)));
    expect(cache.get(text)).toBe(document);
    expect(cache.isPrecompiled(document)).toBe(true);
  });
});
