import * as z from 'zod';
import { table } from '../tables.ts';

/** Why a visit is not written, by its id at the source. The data is in a file next to this one. */
export const DOUBTS: ReadonlyMap<string, string> = new Map(
  Object.entries(table(z.record(z.string(), z.string()), new URL('doubts.yaml', import.meta.url))),
);
