/**
 * The entry point of everything that answers from the index of a release. The first request that needs it
 * loads it, and the function's bundle keeps it in a separate file. Import it dynamically, and import only
 * types from the files behind it.
 */
export { openAnalysis } from './analysis.ts';
export { parseQuery, SearchSyntaxError } from './query.ts';
export { beginningOf, snippetOf } from './snippet.ts';
