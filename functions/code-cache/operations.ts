import { brotliDecompressSync } from 'node:zlib';
import type { LambdaFunctionURLResult } from 'aws-lambda';

/** A documented operation with variables for it. */
export interface Operation {
  readonly name: string;
  readonly query: string;
  readonly variables: unknown;
}

/**
 * Each operation twice: as documented, which is precompiled, and spelt differently, so that it is parsed and
 * validated.
 */
export const inBothSpellings = (operations: readonly Operation[]): Operation[] =>
  operations.flatMap((each) => [each, { ...each, query: `${each.query}\n` }]);

/**
 * The environment in which replies are recorded and replayed: the endpoint's requests depend on the name of
 * its table.
 */
export const ENDPOINT_VARIABLES = {
  AWS_REGION: 'local',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  STAGE: 'warm',
  TABLE: 'communique',
  RELEASES_BUCKET: 'releases',
  VERSION: 'warm',
  DEPLOYMENT_SECRET: 'warm',
  ORIGIN: 'function',
} as const;

export type EndpointHandler = (
  event: unknown,
  context: { awsRequestId: string },
) => Promise<LambdaFunctionURLResult>;

/** Calls the endpoint as a function URL does, one operation after another. Resolves with the failures. */
export async function runOperations(
  handler: EndpointHandler,
  operations: readonly Operation[],
): Promise<string[]> {
  const failures: string[] = [];
  const write = process.stdout.write;
  // The endpoint logs to standard output, which nobody reads here.
  process.stdout.write = () => true;
  for (const { name, query, variables } of operations) {
    const result = await handler(eventOf({ query, variables }), { awsRequestId: 'warm' });
    const { statusCode, headers = {}, body = '' } = typeof result === 'string' ? { body: result } : result;
    const bytes = Buffer.from(body, 'base64');
    const text = String(headers['content-encoding'] === 'br' ? brotliDecompressSync(bytes) : bytes);
    if (statusCode !== 200 || text.includes('"errors"'))
      failures.push(`${name}: ${statusCode} ${text.slice(0, 300)}`);
  }
  process.stdout.write = write;
  return failures;
}

const eventOf = (operation: object) => ({
  rawPath: '/graphql',
  rawQueryString: '',
  headers: { 'content-type': 'application/json', 'accept-encoding': 'br' },
  requestContext: { requestId: 'warm', http: { method: 'POST' } },
  body: JSON.stringify(operation),
  isBase64Encoded: false,
});
