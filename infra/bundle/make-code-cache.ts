import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arch, argv, exit, version } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Script } from 'node:vm';
import dynalite from 'dynalite';
import { readContent } from '../../schema/record/content.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { TABLE } from '../database/database.ts';
import { fillDatabase } from '../database/fill.ts';

/**
 * Makes the code cache of a function's folder: answers each documented operation from an embedded database, then writes down what V8
 * has compiled. A process of its own, since it takes the function's environment.
 */
const [folder = ''] = argv.slice(2);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OPERATIONS = at('../../schema/operations');

const data = await mkdtemp(join(tmpdir(), 'communique-warm-'));
try {
  await fillDatabase(data, await smallRelease());
  const database = dynalite({ path: data });
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
  const { port } = database.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    TABLE,
    VERSION: 'warm',
    DEPLOYMENT_SECRET: 'warm',
    ORIGIN: 'function',
  });
  const { load } = createRequire(import.meta.url)('./loader.cjs') as {
    load(folder: string): { script: Script; exports: { handler: Handler } };
  };
  const { script, exports } = load(folder);
  for (const operation of await operations()) {
    await answer(exports.handler, operation);
    // The same as somebody else's, which is parsed and validated.
    await answer(exports.handler, { ...operation, query: `${operation.query}\n` });
  }
  await writeFile(join(folder, `function-${version}-${arch}.cache`), script.createCachedData());
  database.close();
} finally {
  await rm(data, { recursive: true, force: true });
}
// The function's own client keeps its connections open.
exit(0);

type Handler = (event: unknown) => Promise<unknown>;

/** What has been said fills the tables as well as the whole collection would, and sooner. */
async function smallRelease(): Promise<Release> {
  const outcome = await readContent(at('../../content'));
  if (!outcome.ok) throw new Error('The content has problems.');
  const { meetings, ...corpus } = outcome.corpus;
  const named = new Set(meetings.flatMap(({ within }) => within ?? []));
  return compile({
    ...corpus,
    meetings: meetings.filter(({ id, statements }) => statements.length > 0 || named.has(id)),
  });
}

async function operations(): Promise<{ query: string; variables: unknown }[]> {
  const variables = JSON.parse(await readFile(join(OPERATIONS, 'variables.json'), 'utf8')) as object;
  return Promise.all(
    Object.entries(variables).map(async ([name, each]: [string, unknown]) => ({
      query: await readFile(join(OPERATIONS, `${name}.graphql`), 'utf8'),
      variables: each,
    })),
  );
}

/** Calls the handler as a function URL does. */
async function answer(handler: Handler, operation: { query: string; variables: unknown }): Promise<void> {
  const write = process.stdout.write;
  // The function logs to the standard output, which is ours here.
  process.stdout.write = () => true;
  await handler({
    rawPath: '/graphql',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip, br' },
    requestContext: { requestId: 'warm', http: { method: 'POST' } },
    body: JSON.stringify(operation),
    isBase64Encoded: false,
  });
  process.stdout.write = write;
}
