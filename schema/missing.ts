/**
 * A record that another one names is not there: possible only while a seed is at work. Not for clients: it is logged, and
 * they are told to try again.
 */
export function found<T>(record: T | null, what: string): T {
  if (record === null) throw new Error(`${what} is named by another record and is not in the table`);
  return record;
}
