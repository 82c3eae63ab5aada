import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import {
  ENDPOINT_VARIABLES,
  type EndpointHandler,
  inBothSpellings,
  type Operation,
  runOperations,
} from './operations.ts';

/** The documented operations; the bundler puts them here. */
declare const DOCUMENTED: readonly Operation[];

/**
 * Makes the code cache: answers each documented operation as the endpoint would, then writes what V8 has
 * compiled. Runs in its own process because it needs the endpoint's environment.
 */
const [folder = '', into = ''] = process.argv.slice(2);
Object.assign(process.env, ENDPOINT_VARIABLES, { AWS_ENDPOINT_URL: process.env.REPLIES });

async function main(): Promise<void> {
  const { load } = createRequire(join(folder, 'warm.js'))('./loader.cjs') as {
    load(folder: string): { scripts: Record<string, Script>; exports: { handler: EndpointHandler } };
  };
  const { scripts, exports } = load(join(folder, 'endpoint'));
  const operations = inBothSpellings(DOCUMENTED);
  const failures = await runOperations(exports.handler, operations);
  // A cache for some operations is better than none.
  if (failures.length === operations.length) throw new Error(failures.join('\n'));
  for (const [name, script] of Object.entries(scripts))
    writeFileSync(join(into, `${name}.cache`), script.createCachedData());
}

main().then(
  // The endpoint keeps its connections open.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
