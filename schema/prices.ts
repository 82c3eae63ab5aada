/**
 * The prices of an operation, in points. Each value in the answer costs one point. Reads are priced so that
 * the limit of 10,000 points pays for 50 Queries, or for 280 rows by key, which is what the budget of a
 * request allows.
 */

/** One Query: a page of a list, or a whole meeting. */
export const QUERY_PRICE = 200;

/** A row by its key, usually half a read unit. Rows needed at the same time share one request. */
export const ROW_PRICE = 35;

/** The 14 files of a download, whose list is an object in a bucket, fetched once. */
export const DOWNLOAD_PRICE = { field: QUERY_PRICE, multiplier: 14 };

/** What fields of an object need to read from the table. Each is read once, however many fields need it. */
export type Read = 'page' | 'list' | 'counter' | 'record' | 'offices' | 'note' | 'document';

export const READ_PRICES: Readonly<Record<Read, number>> = {
  page: QUERY_PRICE,
  list: QUERY_PRICE,
  counter: ROW_PRICE,
  record: ROW_PRICE,
  offices: ROW_PRICE,
  note: ROW_PRICE,
  document: ROW_PRICE,
};

/** The fields that a reference to a record already has, by type; any other field reads the record. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  Meeting: ['id', 'slug', 'title', 'date', 'sessions'],
  Participant: ['id', 'slug', 'kind', 'country', 'meetings', 'statements'],
  Topic: ['id', 'slug', 'prefLabel', 'meetings', 'statements'],
  Readout: ['id', 'meeting', 'publisher', 'url'],
};

/** Fields that need the whole meeting; its head is enough for the others. */
export const OF_WHOLE_MEETING = [
  'participants',
  'voices',
  'documents',
  'readouts',
  'statements',
  'compare',
] as const;

/** Fields that need their whole meeting, by type. */
const OF_PAGE: Readonly<Record<string, readonly string[]>> = {
  Meeting: OF_WHOLE_MEETING,
  Readout: ['statements'],
};

/** Fields stored in a separate row. */
const OWN_ROWS: Readonly<Record<string, Read>> = {
  'Participant.offices': 'offices',
  'Meeting.note': 'note',
  'Statement.document': 'document',
};

/** Fields of a connection that read its page. */
const PAGE_FIELDS: ReadonlySet<string> = new Set(['edges', 'nodes', 'pageInfo']);

const isConnection = (type: string): boolean => type.endsWith('Connection');

/**
 * What a field needs to read.
 *
 * @param isAtHand whether the whole object is loaded: it came from a list of its own type
 * @param hasArguments whether the field has arguments; a reference to a participant has its name in the
 *   default language only
 */
export function readOf(
  type: string,
  field: string,
  isAtHand: boolean,
  hasArguments: boolean,
): Read | undefined {
  if (isConnection(type)) {
    if (isAtHand) return undefined;
    if (field === 'totalCount') return 'counter';
    return PAGE_FIELDS.has(field) ? 'list' : undefined;
  }
  if (OF_PAGE[type]?.includes(field)) return 'page';
  const row = OWN_ROWS[`${type}.${field}`];
  if (row) return row;
  const told = REFERENCES[type];
  if (isAtHand || !told || told.includes(field)) return undefined;
  if (type === 'Participant' && field === 'name' && !hasArguments) return undefined;
  return 'record';
}

/**
 * Whether a field returns whole objects: the entries of a list of them, or a record requested by id. The
 * participants of a meeting are references, like all other records that a record refers to.
 */
export function givesWhole(type: string, field: string): boolean {
  if (type === 'MeetingParticipantConnection' || type === 'MeetingParticipantEdge') return false;
  if (type === 'Query' || isConnection(type)) return true;
  if (type.endsWith('Edge')) return field === 'node';
  return OF_PAGE[type]?.includes(field) ?? false;
}
