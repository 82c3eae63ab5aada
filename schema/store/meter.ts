/** What the reads of one request cost, as DynamoDB counts it. */
export interface Meter {
  requests: number;
  /** Read capacity units. Every read is eventually consistent, so one unit is 8 kB. */
  readUnits: number;
  /** Rows that came back. */
  rows: number;
}

export const newMeter = (): Meter => ({ requests: 0, readUnits: 0, rows: 0 });
