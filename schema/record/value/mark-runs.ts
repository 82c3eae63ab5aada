/**
 * `text` with no run of more than 30 combining marks, so that normalizing takes linear time: marks are
 * sorted, and a run of 16,000 takes seconds. No language needs that many (UAX 15, stream-safe text).
 */
export function withShortMarkRuns(text: string): string {
  return /^[\0-\u02ff]*$/.test(text) ? text : text.replace(/(\p{M}{30})\p{M}+/gu, '$1');
}
