/** The longest query, in characters, and the most terms that it may have. */
export const QUERY_LENGTH = 256;
export const QUERY_TERMS = 16;

/** The most parties that a timeline tells apart. */
export const TIMELINE_PARTIES = 10;

/**
 * What stands before and behind each match in a snippet: mathematical white square brackets, which no text of
 * the record needs. Those that a text has are shown as plain square brackets, so that every pair is a mark.
 */
export const MARKS = { before: '⟦', behind: '⟧' } as const;
