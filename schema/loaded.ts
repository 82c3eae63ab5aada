import type { Context } from './context.ts';

/**
 * Applies `tell` immediately to a value that is already loaded, or once a value being fetched arrives. A
 * promise for each field of each list entry would cost more than the rest of the list.
 */
export const whenLoaded = <T, R>(value: T | Promise<T>, tell: (value: T) => R): R | Promise<R> =>
  value instanceof Promise ? value.then(tell) : tell(value);

/**
 * Makes resolvers for the fields of a type whose parent may be just a reference: `load` returns the record
 * that holds the fields, fetching it unless the parent already is that record.
 *
 * A missing record that another one refers to is a defect of the release. The error is logged; the client
 * sees INTERNAL.
 *
 * @param name what the log calls the record, such as `meeting 2022-03-30-china-russia-tunxi`
 */
export function fieldsOf<Parent, Whole>(
  load: (parent: Parent, context: Context) => Whole | null | Promise<Whole | null>,
  name: (parent: Parent) => string,
) {
  return <Args, Field>(tell: (record: Whole, args: Args, context: Context) => Field) =>
    (parent: Parent, args: Args, context: Context): Field | Promise<Field> =>
      whenLoaded(load(parent, context), (record) => {
        if (record === null)
          throw new Error(`${name(parent)} is referenced by another record but is not in the table`);
        return tell(record, args, context);
      });
}
