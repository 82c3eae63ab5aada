import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from './context.ts';

/** What every type is built with. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    URL: { Input: string; Output: string };
    LanguageTag: { Input: string; Output: string };
    CountryCode: { Input: string; Output: string };
  };
  Connection: { total: () => Promise<number | null> };
}>({
  plugins: [RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  // What a list holds when nothing says how many: a handful of names, speakers or topics.
  complexity: { defaultComplexity: 1, defaultListMultiplier: 4 },
  relay: {
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'Anything with an id under which it can be fetched again.' },
    idFieldOptions: { description: 'Opaque id, the same for ever; fetch it again with `node` or `nodes`.' },
    pageInfoTypeOptions: { description: 'What lies on both sides of a page.' },
    hasNextPageFieldOptions: {
      description: 'Whether the list goes on after the last edge of this page; exact.',
    },
    hasPreviousPageFieldOptions: {
      description: 'Whether the list has edges before the first one of this page; exact.',
    },
    startCursorFieldOptions: { description: 'Cursor of the first edge; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last edge; null on an empty page.' },
    // A connection's size is priced once, where its arguments are: its edges and its nodes do not multiply again.
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The entries of this page with their cursors.',
      complexity: { field: 1, multiplier: 1 },
    },
    nodesOnConnection: {
      description: 'The entries of this page without their cursors.',
      complexity: { field: 1, multiplier: 1 },
    },
    nodeFieldOptions: { nullable: false, description: 'The entry itself.' },
    cursorFieldOptions: {
      description: 'Where this entry stands in the list, for `after` and `before`; the same on every page.',
    },
    pageInfoFieldOptions: { description: 'What lies on both sides of this page.' },
    firstArgOptions: {
      description: 'How many entries from the start, or after `after`: 0 to 100, 20 when nothing is given.',
    },
    lastArgOptions: {
      description: 'How many entries from the end, or before `before`: 0 to 100. Not together with `first`.',
    },
    afterArgOptions: { description: 'A cursor of this list: only entries after it.' },
    beforeArgOptions: { description: 'A cursor of this list: only entries before it.' },
  },
});

builder.queryType({ description: 'Where every question starts.' });
