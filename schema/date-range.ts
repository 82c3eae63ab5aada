import { builder } from './builder.ts';
import { badArgument } from './errors.ts';
import type { Days } from './store/date-bounds.ts';

export const DateRange = builder.inputType('DateRange', {
  description: 'A range of days, both ends included. A missing end leaves that side open.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'First day; null for no limit.' }),
    to: t.field({ type: 'Date', description: 'Last day; null for no limit.' }),
  }),
});

/** The days of a filter; BAD_ARGUMENT if the range is the wrong way round. */
export function daysOf(
  range: { from?: string | null | undefined; to?: string | null | undefined } | null | undefined,
  argument: string,
): { days?: Days } {
  if (!range || (!range.from && !range.to)) return {};
  const { from, to } = range;
  if (from && to && from > to) {
    throw badArgument(
      argument,
      `${argument}: from (${from}) is after to (${to}); give the earlier day as from.`,
    );
  }
  return { days: { ...(from ? { from } : {}), ...(to ? { to } : {}) } };
}
