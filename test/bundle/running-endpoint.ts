import { afterAll, beforeAll } from 'vitest';
import { readEnvironment } from '../../functions/graphql/environment.ts';
import { ORIGIN_HEADER } from '../../functions/graphql/origin-secret.ts';
import type { Bundles } from '../../infra/bundle/bundle.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { deployment, stackOf } from '../infra/deployments.ts';
import { prepare } from '../infra/synth.ts';
import { DYNALITE, type Engine } from '../support/engines.ts';
import { seeded } from '../support/table.ts';
import { type FileStore, startFileStore } from './file-store.ts';
import { type Received, type Sent, throughUrl } from './function-url.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { type FunctionConfiguration, functionIn } from './template-function.ts';

export const SECRET = 'a secret for tests';

/** What the region and Lambda itself put into the environment. */
const ROLE = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  URL_SUFFIX: 'amazonaws.com',
};

/** The endpoint as it is deployed, between a database and a bucket. */
interface Endpoint {
  readonly bundles: Bundles;
  readonly configuration: FunctionConfiguration;
  /** What it reads, without the endpoint. */
  readonly store: Store;
  readonly files: FileStore;
  readonly release: string;
  /** The search index of the release, as an object of the file store. */
  readonly index: { readonly object: string; readonly bytes: Uint8Array };
  readonly sandbox: Sandbox;
}

/** Runs the endpoint for the tests of a file, with a corpus live in it. */
export function runningEndpoint(corpusOf: () => Promise<Corpus>) {
  let endpoint: Endpoint;
  let engine: Engine;
  let database: string;
  let table: string;

  beforeAll(async () => {
    const { bundles } = await prepare();
    const plain = await deployment('plain');
    const configuration = functionIn(plain.folder, stackOf(plain, 'api'), 'Graphql');
    engine = await DYNALITE.start();
    database = `http://127.0.0.1:${(await engine.client.config.endpoint?.())?.port}`;
    const seeding = await seeded(engine, await corpusOf());
    const { head, index: bytes } = seeding.release;
    table = seeding.table;
    const files = await startFileStore();
    const index = { object: `releases/${head.index?.key}`, bytes };
    files.put(index.object, bytes);
    const { cursorKey } = readEnvironment({
      ...configuration.environment,
      ...ROLE,
      TABLE: table,
      DEPLOYMENT_SECRET: SECRET,
    });
    const store = openStore({ wire: engine.wire, table, cursorKey });
    const sandbox = sandboxOf(configuration, files);
    endpoint = { bundles, configuration, store, files, release: head.release, index, sandbox };
  });
  afterAll(async () => {
    await endpoint?.sandbox.stop();
    await engine?.stop();
    await endpoint?.files.close();
  });

  const sandboxOf = (
    configuration: FunctionConfiguration,
    files: FileStore,
    changes: Readonly<Record<string, string>> = {},
  ): Sandbox =>
    createSandbox(configuration, {
      TABLE: table,
      RELEASES_BUCKET: 'releases',
      DEPLOYMENT_SECRET: SECRET,
      AWS_ENDPOINT_URL_DYNAMODB: database,
      AWS_ENDPOINT_URL_S3: files.address,
      ...changes,
    });

  const send = (request: Partial<Sent>, target = endpoint.sandbox): Promise<Received> =>
    throughUrl(target, {
      method: 'GET',
      target: '/graphql',
      ...request,
      headers: { accept: 'application/json', [ORIGIN_HEADER]: SECRET, ...request.headers },
    });

  return {
    /** What there is once tests run. */
    get endpoint() {
      return endpoint;
    },
    /** Another process of the endpoint, with changes of its environment or its settings. */
    sandboxWith: (
      changes: Readonly<Record<string, string>>,
      settings: Partial<FunctionConfiguration> = {},
    ): Sandbox => sandboxOf({ ...endpoint.configuration, ...settings }, endpoint.files, changes),
    send,
    post: (body: unknown, target = endpoint.sandbox): Promise<Received> =>
      send(
        { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
        target,
      ),
  };
}

export const json = ({ body }: Received): unknown => JSON.parse(body.toString());
