/**
 * The prices of an operation, in points. Each value of the answer costs one. Reads are priced so that the
 * limit of 10,000 points pays for 50 Queries, or for 280 rows by key: what the budget of a request allows.
 */

/** A Query of its own: a page of a list, or a meeting whole. */
export const QUERY_PRICE = 200;

/** A row by its key, usually half a read unit. Rows needed at the same time share a request. */
export const ROW_PRICE = 35;

/** The 14 files of a download: their list is an object of a bucket, which is fetched once. */
export const DOWNLOAD_PRICE = { field: QUERY_PRICE, multiplier: 14 };

/** What some fields of an object need from the table. Each is read once, however many fields need it. */
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

/** The fields that a reference to a record has, by type; any other field reads the record. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  Meeting: ['id', 'slug', 'title', 'date', 'sessions'],
  Participant: ['id', 'slug', 'kind', 'country', 'meetings', 'statements'],
  Topic: ['id', 'slug', 'prefLabel', 'meetings', 'statements'],
  Readout: ['id', 'meeting', 'publisher', 'url'],
};

/** Fields that need their meeting whole. */
const OF_PAGE: Readonly<Record<string, readonly string[]>> = {
  Meeting: ['participants', 'voices', 'documents', 'readouts', 'statements'],
  Readout: ['statements'],
};

/** Fields that have a row of their own. */
const OWN_ROWS: Readonly<Record<string, Read>> = {
  'Participant.offices': 'offices',
  'Meeting.note': 'note',
  'Statement.document': 'document',
};

/** Fields of a connection that need its page. */
const PAGE_FIELDS: ReadonlySet<string> = new Set(['edges', 'nodes', 'pageInfo']);

const isConnection = (type: string): boolean => type.endsWith('Connection');

/**
 * What a field reads.
 *
 * @param isAtHand whether the object is known whole: it came from a list of its own type
 * @param hasArguments whether the field has any; the name of a participant is at hand in the default language
 *   only
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
 * Whether a field gives its objects whole: the entries of a list of them, or a record that was asked for by
 * name. The participants of a meeting are references like all others that a record names.
 */
export function givesWhole(type: string, field: string): boolean {
  if (type === 'MeetingParticipantConnection' || type === 'MeetingParticipantEdge') return false;
  if (type === 'Query' || isConnection(type)) return true;
  if (type.endsWith('Edge')) return field === 'node';
  return OF_PAGE[type]?.includes(field) ?? false;
}
