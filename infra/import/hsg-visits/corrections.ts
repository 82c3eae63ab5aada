import * as z from 'zod';
import { table } from '../tables.ts';

const correction = z.strictObject({
  visitor: z.string().optional(),
  office: z.string().optional(),
  for: z.string().optional(),
  because: z.string(),
});

/** Corrections of errors in a visit, by its id at the source. */
export const CORRECTIONS = new Map(
  Object.entries(table(z.record(z.string(), correction), new URL('corrections.yaml', import.meta.url))),
);
