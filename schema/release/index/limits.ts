/** Maximum length of a query in characters, and maximum number of terms. */
export const QUERY_LENGTH = 256;
export const QUERY_TERMS = 16;

/** Maximum number of parties that a timeline shows separately. */
export const TIMELINE_PARTIES = 10;

/**
 * The marks around each match in a snippet: mathematical white square brackets, which records do not need. If
 * a text has any, they are shown as plain square brackets, so that every pair is a mark.
 */
export const MARKS = { before: '⟦', behind: '⟧' } as const;
