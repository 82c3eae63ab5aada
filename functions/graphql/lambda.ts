import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { GraphQLSchema } from 'graphql';
import { schema } from '../../schema/schema.ts';
import { openWire } from '../../schema/store/dynamodb-http.ts';
import { openStore } from '../../schema/store/store.ts';
import { readEnvironment } from './environment.ts';
import { requestOf } from './function-url.ts';
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
// It was judged when it was built; to judge it again takes a cold start twice as long as to say so.
const served = new GraphQLSchema({ ...schema.toConfig(), assumeValid: true });
const answer = createHandler({
  schema: served,
  store: openStore({ wire: openWire(dynamodb), table, cursorKey }),
  documents,
  precompiled,
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
