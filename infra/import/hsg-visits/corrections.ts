import * as z from 'zod';
import { table } from '../tables.ts';

const correction = z.strictObject({
  visitor: z.string().optional(),
  office: z.string().optional(),
  for: z.string().optional(),
  because: z.string(),
});

/** What is right where a visit prints something wrong, by its id at the source. */
export const CORRECTIONS = new Map(
  Object.entries(table(z.record(z.string(), correction), new URL('corrections.yaml', import.meta.url))),
);
