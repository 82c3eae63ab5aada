import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { GraphQLSchema } from 'graphql';
import { schema } from '../../schema/schema.ts';
import { openWire } from '../../schema/store/dynamodb-http.ts';
import { openStore } from '../../schema/store/store.ts';
import { readEnvironment } from './environment.ts';
import { requestOf, resultOf } from './function-url.ts';
import { createHandler } from './handler.ts';
import { jsonLine } from './log.ts';
import { behindEdge } from './origin-secret.ts';
import type { Documents } from './persisted-documents.ts';
import type { Precompiled } from './precompiled.ts';

/** Id, text and precompiled tree of each documented operation; the bundler puts them here. */
declare const DOCUMENTS: readonly (readonly [id: string, text: string, tree: string])[];

const { table, dynamodb, version, cursorKey, originSecret } = readEnvironment(process.env);
const documents: Documents = new Map(DOCUMENTS.map(([id, text]) => [id, text]));
const precompiled: Precompiled = new Map(DOCUMENTS.map(([, text, tree]) => [text, tree]));
// Validated at build time; validating again would double the time of a cold start.
const served = new GraphQLSchema({ ...schema.toConfig(), assumeValid: true });
const answer = createHandler({
  schema: served,
  store: openStore({ wire: openWire(dynamodb), table, cursorKey }),
  documents,
  precompiled,
  version,
  // Straight to the stream: the runtime would wrap what the console writes in a second JSON.
  log: (entry) => process.stdout.write(`${jsonLine(entry)}\n`),
});
const handle = originSecret === undefined ? answer : behindEdge(answer, originSecret);

/** Answers a function URL whose invoke mode is BUFFERED. */
export async function handler(event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
  return resultOf(await handle(requestOf(event)));
}
