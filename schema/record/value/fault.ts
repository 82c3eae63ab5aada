/** One thing that is wrong with a value, worded for an editor: what was found, and what would be right. */
export interface Fault {
  readonly found: string;
  readonly right: string;
  /** Whether the key or the value is wrong; the value by default. */
  readonly part?: 'key' | 'value';
}
