import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import type { Context } from './context.ts';
import type { FacetCount } from './release/index/facet.ts';
import type { FacetField } from './release/index/facet-fields.ts';
import { PAGE_LIMIT, PAGE_USUAL } from './size.ts';

/** The builder of every type. */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: string; Output: string };
    URL: { Input: string; Output: string };
    LanguageTag: { Input: string; Output: string };
    CountryCode: { Input: string; Output: string };
  };
  Connection: {
    total: () => Promise<number>;
    count: (field: FacetField, limit: number) => Promise<readonly FacetCount[]>;
  };
}>({
  plugins: [RelayPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  // The assumed length of a list whose own price does not give one.
  complexity: { defaultComplexity: 1, defaultListMultiplier: 10 },
  relay: {
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'An object with an `id` that `node` can fetch.' },
    idFieldOptions: {
      description: 'Opaque, permanent id. Pass it to `node` or `nodes` to fetch the object.',
    },
    pageInfoTypeOptions: { description: 'Tells whether a list continues before and after a page.' },
    hasNextPageFieldOptions: {
      description: 'True if the list has entries after this page. Always exact.',
    },
    hasPreviousPageFieldOptions: {
      description: 'True if the list has entries before this page. Always exact.',
    },
    startCursorFieldOptions: { description: 'Cursor of the first entry; null if the page is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last entry; null if the page is empty.' },
    // A connection's size is priced once, at its arguments; its edges and nodes do not multiply again.
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The entries of this page, each with its cursor.',
      complexity: { field: 1, multiplier: 1 },
    },
    nodesOnConnection: {
      description: 'The entries of this page, without cursors.',
      complexity: { field: 1, multiplier: 1 },
    },
    nodeFieldOptions: { nullable: false, description: 'The entry itself.' },
    cursorFieldOptions: {
      description: 'Position of this entry in the list, for `after` and `before`. The same on every page.',
    },
    pageInfoFieldOptions: { description: 'Tells whether the list continues before and after this page.' },
    firstArgOptions: {
      description: `Number of entries from the start of the list, or after \`after\`: 0 to ${PAGE_LIMIT}. The default is ${PAGE_USUAL}.`,
    },
    lastArgOptions: {
      description: `Number of entries from the end of the list, or before \`before\`: 0 to ${PAGE_LIMIT}. Cannot be combined with \`first\`.`,
    },
    afterArgOptions: { description: 'A cursor of this list. Returns only entries after it.' },
    beforeArgOptions: { description: 'A cursor of this list. Returns only entries before it.' },
  },
});

builder.queryType({ description: 'The entry points of the graph.' });
