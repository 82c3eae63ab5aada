/** One thing wrong with a value, in words for an editor: what stands there, and what would be right. */
export interface Fault {
  readonly found: string;
  readonly right: string;
  /** Whether the key or the value is to blame; the value unless told otherwise. */
  readonly part?: 'key' | 'value';
}
