import * as z from 'zod';
import { table } from '../tables.ts';
import type { Trip } from './trip.ts';

const correction = z.strictObject({ printed: z.string(), right: z.string(), because: z.string() });
const reading = z
  .strictObject({ printed: z.string(), read: z.string(), because: z.string() })
  .transform(({ printed, read, because }) => ({ printed, right: read, because }));

export type Correction = z.output<typeof correction>;

const rowsOf = (row: z.ZodType<Correction>, file: string): ReadonlyMap<string, readonly Correction[]> =>
  new Map(
    Object.entries(
      table(
        z.record(z.string(), z.union([row.transform((one) => [one]), z.array(row)])),
        new URL(file, import.meta.url),
      ),
    ),
  );

/** What is right where the remarks of a trip print something wrong, by its id at the source. */
const CORRECTIONS = rowsOf(correction, 'corrections.yaml');
/** What the remarks of a trip mean where their words do not say it plainly, by its id at the source. */
const READINGS = rowsOf(reading, 'readings.yaml');

/** What the tables put right in the remarks of a trip, as far as they still print it. */
export const correctionsOf = (trip: Trip): Correction[] => stillPrinted(CORRECTIONS, trip);

/** What the tables say about words of a trip that can be read in more than one way. */
export const readingsOf = (trip: Trip): Correction[] => stillPrinted(READINGS, trip);

const stillPrinted = (rows: typeof CORRECTIONS, { id, remarks }: Trip): Correction[] =>
  (rows.get(id) ?? []).filter(({ printed }) => remarks.includes(printed));

/** The remarks with what is wrong in them put right, in the words that they mean. */
export const corrected = (trip: Trip): string =>
  [...correctionsOf(trip), ...readingsOf(trip)].reduce(
    (remarks, { printed, right }) => remarks.replace(printed, () => right),
    trip.remarks,
  );

/** What a record says of a correction. */
export const noteOf = ({ printed, because }: Correction): string =>
  `The source prints ${printed}. ${because}`;
