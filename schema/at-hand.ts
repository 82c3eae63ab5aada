/**
 * What a field tells of a record that may have to be fetched first: at once where the record is at hand. A promise for each field of each
 * entry of a list would cost more than all the rest of the list.
 */
export const told = <T, R>(record: T | Promise<T>, tell: (record: T) => R): R | Promise<R> =>
  record instanceof Promise ? record.then(tell) : tell(record);
