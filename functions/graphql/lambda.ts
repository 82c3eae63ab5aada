import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { schema } from '../../schema/schema.ts';
import { openStore } from '../../schema/store/store.ts';
import { readEnvironment } from './environment.ts';
import { behindEdge } from './front-door.ts';
import { requestOf } from './function-url.ts';
import { createHandler } from './handler.ts';
import { jsonLine } from './log.ts';
import type { Documents } from './persisted.ts';

/** Id and text of each documented operation; the bundler puts them here. */
declare const DOCUMENTS: readonly (readonly [id: string, text: string])[];

/**
 * A read takes some 5 ms. What takes a second is lost, and is asked again on another connection; three such tries end well
 * within the function's ten seconds, so that the client gets an answer that says so.
 */
const IMPATIENCE = { connectionTimeout: 1_000, requestTimeout: 2_500, throwOnRequestTimeout: true };

const { table, version, cursorKey, originSecret } = readEnvironment(process.env);
const documents: Documents = new Map(DOCUMENTS);
const client = new DynamoDBClient({ maxAttempts: 3, requestHandler: IMPATIENCE });
const answer = createHandler({
  schema,
  store: openStore({ client, table, cursorKey }),
  documents,
  version,
  // Straight to the stream: the runtime would wrap what goes through the console in a second JSON.
  log: (entry) => process.stdout.write(`${jsonLine(entry)}\n`),
});
const handle = originSecret === undefined ? answer : behindEdge(answer, originSecret);

/** Answers a function URL whose mode is RESPONSE_STREAM, which takes bodies above Lambda's 6 MB. */
export const handler = awslambda.streamifyResponse<LambdaFunctionURLEvent>(async (event, stream) => {
  const { status, headers, body } = await handle(requestOf(event));
  const out = awslambda.HttpResponseStream.from(stream, { statusCode: status, headers });
  // Status and headers travel with the first write, so there must be one even without a body.
  out.write(body);
  out.end();
});
