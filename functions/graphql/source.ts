/** What one request took from the table so far. */
export interface Meter {
  requests: number;
  readUnits: number;
  rows: number;
}

/** What the front door itself needs of the store; what lies in a session or a head beyond this is for the resolvers. */
export interface RecordSource {
  /** The release that is being served. */
  head(): Promise<{ release: string }>;
  /** The loaders of one request for that release. */
  session(head: { release: string }): { meter: Meter };
}
