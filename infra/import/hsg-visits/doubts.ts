import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

/** Why a visit is not written, by its id at the source: data beside this file. */
export const DOUBTS: ReadonlyMap<string, string> = new Map(
  Object.entries(
    z
      .record(z.string(), z.string())
      .parse(parse(readFileSync(new URL('doubts.yaml', import.meta.url), 'utf8'))),
  ),
);
