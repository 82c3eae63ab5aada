import * as z from 'zod';
import { table } from '../tables.ts';
import type { Trip } from './trip.ts';

const correction = z.strictObject({ printed: z.string(), right: z.string(), because: z.string() });

export type Correction = z.output<typeof correction>;

/** What is right where the remarks of a trip print something wrong, by its id at the source. */
const CORRECTIONS = new Map(
  Object.entries(table(z.record(z.string(), correction), new URL('corrections.yaml', import.meta.url))),
);

/** The correction of a trip, if its remarks still print what the table puts right. */
export function correctionOf({ id, remarks }: Trip): Correction | undefined {
  const found = CORRECTIONS.get(id);
  return found && remarks.includes(found.printed) ? found : undefined;
}

/** The remarks with what is wrong in them put right. */
export function corrected(trip: Trip): string {
  const { printed, right } = correctionOf(trip) ?? { printed: '', right: '' };
  return trip.remarks.replace(printed, right);
}

/** What a record says of a correction. */
export const noteOf = ({ printed, because }: Correction): string =>
  `The source prints ${printed}. ${because}`;
