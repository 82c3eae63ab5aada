/** A name is a heading or a cell of a table; the longest official names of states stay under half of this. */
export const NAME_LIMIT = 300;

/** A title or an office; the longest real page title in the first corpus has 222 characters. */
export const TITLE_LIMIT = 500;

/** A statement is one claim in a sentence or two; anything longer is several statements. */
export const TEXT_LIMIT = 2_000;

/** A quotation supports a statement; longer passages belong on the cited page. */
export const QUOTE_LIMIT = 2_000;

/** Addresses longer than this are cut off by some browsers and mail programs. */
export const URL_LIMIT = 2_000;

/** A whole meeting is read at once; a thousand statements are more than any page can show. */
export const STATEMENT_LIMIT = 1_000;

/**
 * The largest gatherings seat one delegation for each of some two hundred states, with room for organizations
 * and for several persons.
 */
export const PARTICIPANT_LIMIT = 500;

/** Accounts of one meeting; the best-covered summits have a few dozen. */
export const READOUT_LIMIT = 200;

/**
 * A statement about more topics than this is about none of them. Each topic also costs an index entry for
 * each of its broader topics.
 */
export const TOPIC_LIMIT = 20;

/**
 * Treaties, declarations and communiqués that one meeting produced; state visits end with two or three dozen
 * signatures.
 */
export const DOCUMENT_LIMIT = 200;

/** Predecessors of one state: at most five in this century and the last. */
export const PREDECESSOR_LIMIT = 20;

/** The longest series has some two hundred meetings. */
export const ORDINAL_LIMIT = 9_999;

/** Names of one participant or topic: one per language and script, with room for variants. */
export const ALIAS_LIMIT = 300;

/**
 * Bytes of one YAML file. In the worst case YAML takes some six seconds and 400 MB of memory per megabyte;
 * larger collections use JSON Lines.
 */
export const YAML_BYTES = 1024 * 1024;

/** Bytes of one line of JSON; a thousand statements of a thousand characters each fit. */
export const LINE_BYTES = 4 * 1024 * 1024;

/**
 * Problems that one run reports; the rest are only counted. Nobody reads more before fixing the first ones.
 */
export const PROBLEM_LIMIT = 1_000;
