import type { Context } from './context.ts';

/**
 * Applies `tell` at once to a value that is at hand, and after it arrives to one that is being fetched. A
 * promise for each field of each entry of a list would cost more than the rest of the list.
 */
export const whenLoaded = <T, R>(value: T | Promise<T>, tell: (value: T) => R): R | Promise<R> =>
  value instanceof Promise ? value.then(tell) : tell(value);

/**
 * Makes resolvers for the fields of a type whose parent may be a mere reference: `load` returns the record
 * that holds the fields, fetched unless the parent is that record already.
 *
 * A record that another one names and that is missing is a defect of the release. The error is logged; the
 * client sees INTERNAL.
 *
 * @param name how the log names the record, such as `meeting 2022-03-30-china-russia-tunxi`
 */
export function fieldsOf<Parent, Whole>(
  load: (parent: Parent, context: Context) => Whole | null | Promise<Whole | null>,
  name: (parent: Parent) => string,
) {
  return <Args, Field>(tell: (record: Whole, args: Args, context: Context) => Field) =>
    (parent: Parent, args: Args, context: Context): Field | Promise<Field> =>
      whenLoaded(load(parent, context), (record) => {
        if (record === null)
          throw new Error(`${name(parent)} is named by another record and is not in the table`);
        return tell(record, args, context);
      });
}
