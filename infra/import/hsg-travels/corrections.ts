import * as z from 'zod';
import { table } from '../tables.ts';
import type { Trip } from './trip.ts';

const correction = z.strictObject({ printed: z.string(), right: z.string(), because: z.string() });
const reading = z
  .strictObject({ printed: z.string(), read: z.string(), because: z.string() })
  .transform(({ printed, read, because }) => ({ printed, right: read, because }));

type Correction = z.output<typeof correction>;

const rowsOf = (row: z.ZodType<Correction>, file: string): ReadonlyMap<string, readonly Correction[]> =>
  new Map(
    Object.entries(
      table(
        z.record(z.string(), z.union([row.transform((one) => [one]), z.array(row)])),
        new URL(file, import.meta.url),
      ),
    ),
  );

/** Corrections of errors in the remarks of a trip, by its id at the source. */
const CORRECTIONS = rowsOf(correction, 'corrections.yaml');
/** The meaning of remarks that are not plain, by the trip's id at the source. */
const READINGS = rowsOf(reading, 'readings.yaml');

/** The corrections of a trip's remarks that still apply. */
export const correctionsOf = (trip: Trip): Correction[] => stillPrinted(CORRECTIONS, trip);

/** The readings of a trip's ambiguous words that still apply. */
export const readingsOf = (trip: Trip): Correction[] => stillPrinted(READINGS, trip);

const stillPrinted = (rows: typeof CORRECTIONS, { id, remarks }: Trip): Correction[] =>
  (rows.get(id) ?? []).filter(({ printed }) => remarks.includes(printed));

/** The remarks after corrections and readings. */
export const corrected = (trip: Trip): string =>
  [...correctionsOf(trip), ...readingsOf(trip)].reduce(
    (remarks, { printed, right }) => remarks.replace(printed, () => right),
    trip.remarks,
  );

/** The note in a record about a correction. */
export const noteOf = ({ printed, because }: Correction): string =>
  `The source prints ${printed}. ${because}`;
