/** A name is a heading or a cell of a table; the longest official names of states stay under half of this. */
export const NAME_LIMIT = 300;

/** A title or an office; the longest title of a real page in the first corpus has 222 characters. */
export const TITLE_LIMIT = 500;

/** A statement is one claim in a sentence or two; what needs more is several statements. */
export const TEXT_LIMIT = 2_000;

/** A quotation proves a statement; longer passages belong to the page that is cited. */
export const QUOTE_LIMIT = 2_000;

/** Addresses longer than this are cut off by some browsers and mail programs. */
export const URL_LIMIT = 2_000;

/** A whole meeting is read at once: a thousand statements are more than any page can show in one piece. */
export const STATEMENT_LIMIT = 1_000;

/**
 * The largest gatherings seat one delegation for each of some two hundred states, with room for organizations
 * and for several persons.
 */
export const PARTICIPANT_LIMIT = 500;

/** Accounts of one meeting; the best covered summits have a few dozen. */
export const READOUT_LIMIT = 200;

/**
 * A statement about more topics than this is about none of them; each one also costs an index entry for every
 * broader topic.
 */
export const TOPIC_LIMIT = 20;

/**
 * Treaties, declarations and communiqués that one meeting produced; state visits end with two or three dozen
 * signatures.
 */
export const DOCUMENT_LIMIT = 200;

/** States that preceded one: five at most in this century and the last. */
export const PREDECESSOR_LIMIT = 20;

/** The longest series of meetings has some two hundred. */
export const ORDINAL_LIMIT = 9_999;

/** Names of one participant or topic: one a language and script, with room for variants. */
export const ALIAS_LIMIT = 300;

/**
 * Bytes of one YAML file. YAML takes some six seconds and 400 MB of memory a megabyte in the worst case;
 * larger collections are JSON Lines.
 */
export const YAML_BYTES = 1024 * 1024;

/** Bytes of one line of JSON; a thousand statements of a thousand characters each stay below. */
export const LINE_BYTES = 4 * 1024 * 1024;

/** Problems that one run reports; the rest are counted. Nobody reads more before the first ones are fixed. */
export const PROBLEM_LIMIT = 1_000;
