import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { GraphQLSchema } from 'graphql';
import { createDumpListCache } from '../../schema/release/dumps/dump-list-cache.ts';
import { createAnalysisCache } from '../../schema/release/index/analysis-cache.ts';
import { schema } from '../../schema/schema.ts';
import { openWire } from '../../schema/store/dynamodb-http.ts';
import { openBucket } from '../../schema/store/s3-http.ts';
import { openStore } from '../../schema/store/store.ts';
import { redirectToBucket } from './dump-file.ts';
import { codeCacheOf, readEnvironment } from './environment.ts';
import { requestOf, resultOf } from './function-url.ts';
import { createHandler } from './handler.ts';
import { jsonLine } from './json-line.ts';
import type { LogEntry } from './log.ts';
import type { ColdStart } from './metrics.ts';
import { behindEdge } from './origin-secret.ts';
import type { Documents } from './persisted-documents.ts';
import { type Precompiled, treeFile } from './precompiled.ts';

/**
 * Id and text of each documented operation. The bundler inserts them here and puts their syntax trees next to
 * the code.
 */
declare const DOCUMENTS: readonly (readonly [id: string, text: string])[];

const { stage, table, dynamodb, releases, version, cursorKey, formerCursorKey, originSecrets } =
  readEnvironment(process.env);
const fetchObject = releases && openBucket(releases);
const documents: Documents = new Map(DOCUMENTS);
const files = new Map(DOCUMENTS.map(([id, text]) => [text, treeFile(id)]));
const precompiled: Precompiled = {
  get(text) {
    const file = files.get(text);
    return file && readFileSync(join(__dirname, file), 'utf8');
  },
};
// Validated at build time; validating again would double the time of a cold start.
const served = new GraphQLSchema({ ...schema.toConfig(), assumeValid: true });
/** What the log line of the first request reports about the cold start. */
let start: ColdStart | undefined = { codeCache: codeCacheOf(process.env) };
function log(entry: LogEntry): void {
  // Written straight to the stream, because the runtime would wrap console output in JSON again.
  process.stdout.write(`${jsonLine(entry, { stage, version, start })}\n`);
  start = undefined;
}
const answer = createHandler({
  schema: served,
  store: openStore({ wire: openWire(dynamodb), table, cursorKey, formerCursorKey }),
  ...(fetchObject
    ? { indexes: createAnalysisCache(({ key }) => fetchObject(key)), dumps: createDumpListCache(fetchObject) }
    : {}),
  // Behind an edge, requests for files never arrive here.
  ...(releases && originSecrets === undefined ? { dumpFiles: redirectToBucket(releases) } : {}),
  documents,
  precompiled,
  version,
  log,
});
const handle = originSecrets === undefined ? answer : behindEdge(answer, originSecrets, log);

/** Answers a function URL whose invoke mode is BUFFERED. */
export async function handler(
  event: LambdaFunctionURLEvent,
  { awsRequestId }: Pick<Context, 'awsRequestId'>,
): Promise<LambdaFunctionURLResult> {
  return resultOf(await handle(requestOf(event, awsRequestId)));
}
