/**
 * What answers from the index of a release, as one part: it is loaded by the first request that needs it, and
 * the function's bundle keeps it in a file of its own. Import it dynamically, and from elsewhere only types.
 */
export { openAnalysis } from './analysis.ts';
export { parseQuery, SearchSyntaxError } from './query.ts';
export { beginningOf, snippetOf } from './snippet.ts';
