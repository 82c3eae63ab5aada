import type { ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { type Bundle, bundleFunctions } from '../../infra/bundle/bundle.ts';
import { addCodeCache } from '../support/code-cache.ts';
import { installed } from './peers/bundles.ts';
import { operationsFor } from './peers/operations.ts';
import { certificate, host, rotated, SLUG, startBackend, variables } from './peers/surroundings.ts';
import { fixed, formatTable, median, whole } from './table.ts';

// What a cold start of the deployed function pays for its log line, its metrics, its traces and its code
// cache: each is left out or done in another way, and all are measured side by side.

const TURNS = 20;

/** The endpoint in one make: its code and what it finds in its environment. */
interface Make {
  readonly name: string;
  readonly bundle: Bundle;
  readonly environment?: NodeJS.ProcessEnv;
}

export interface StartCost {
  readonly name: string;
  /** Bytes of code, without the cache. */
  readonly bytes: number;
  /** From the start of the process to the first answer, turn by turn. */
  readonly cold: readonly Cold[];
}

interface Cold {
  /** Milliseconds on the clock. */
  readonly ms: number;
  /** Milliseconds of CPU, which say more where the machine is busy. */
  readonly cpu: number;
}

/** What Lambda gives a function whose traces are active. */
const TRACED = {
  _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
  AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  LAMBDA_TASK_ROOT: '/var/task',
};

export async function measureStarts(say: (line: string) => void): Promise<StartCost[]> {
  const dir = await mkdtemp(join(tmpdir(), 'communique-starts-'));
  let backend: ChildProcess | undefined;
  try {
    say('Bundling …');
    await installed();
    const makes = await makesIn(dir);
    const tls = await certificate(dir);
    const started = await startBackend(dir, tls);
    backend = started.process;
    const base = {
      ...variables(),
      NODE_EXTRA_CA_CERTS: tls.cert,
      AWS_ENDPOINT_URL_DYNAMODB: started.stub,
    };
    const asked = JSON.stringify(operationsFor(SLUG).meeting);
    const cold = new Map(makes.map((make) => [make, [] as Cold[]]));
    // One turn to fill the stub and the system's file cache, which is not counted.
    for (let turn = -1; turn < TURNS; turn += 1) {
      if (turn % 10 === 0) say(`Cold starts, turn ${turn} of ${TURNS} …`);
      for (const make of rotated(makes, turn)) {
        const file = join(make.bundle.folder, 'index.js');
        const answer = await host('cold.cjs', [file, asked], { ...base, ...make.environment });
        if (turn >= 0) cold.get(make)?.push(JSON.parse(answer) as Cold);
      }
    }
    return makes.map((make) => ({
      name: make.name,
      bytes: make.bundle.bytes,
      cold: cold.get(make) ?? [],
    }));
  } finally {
    backend?.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

async function makesIn(dir: string): Promise<Make[]> {
  const cached = async (name: string, ...plugins: readonly Plugin[]): Promise<Bundle> => {
    const bundles = await bundleFunctions(join(dir, name), plugins);
    await addCodeCache(bundles);
    return bundles.graphql;
  };
  const deployed = await cached('deployed');
  const copy = async (name: string): Promise<Bundle> => {
    const folder = join(dir, name);
    await cp(deployed.folder, folder, { recursive: true });
    return { ...deployed, folder };
  };
  const [refused, absent] = [await copy('refused'), await copy('absent')];
  await refuse(refused);
  await rm(join(absent.folder, 'function.cache'));
  return [
    { name: 'as deployed: log line with metrics, code cache accepted', bundle: deployed },
    {
      name: 'log line without metrics',
      bundle: await cached('no-metrics', instead('metrics', 'no-metrics.ts')),
    },
    { name: 'with active tracing, as Lambda does it', bundle: deployed, environment: TRACED },
    { name: 'code cache refused', bundle: refused },
    { name: 'code cache absent', bundle: absent },
    {
      name: 'log line and metrics by Powertools',
      bundle: await cached('powertools', instead('json-line', 'powertools.js')),
    },
    {
      name: "with a subsegment by Powertools' tracer",
      bundle: await cached('tracer', instead('json-line', 'powertools-tracer.js')),
      environment: TRACED,
    },
    {
      name: "with a span by OpenTelemetry's SDK, sent as OTLP",
      bundle: await cached('otlp', instead('json-line', 'otlp.js')),
    },
  ];
}

/**
 * Puts a module of the bench in the place of one of the endpoint, which the module itself may still import.
 */
const instead = (module: string, by: string): Plugin => ({
  name: `instead-of-${module}`,
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^\\./${module}\\.ts$`) }, ({ importer }) =>
      importer.includes(join('functions', 'graphql'))
        ? { path: fileURLToPath(new URL(`peers/lines/${by}`, import.meta.url)) }
        : undefined,
    );
  },
});

/** Makes V8 refuse a cache: it looks whether the version of the cache is its own. */
async function refuse({ folder }: Bundle): Promise<void> {
  const file = join(folder, 'function.cache');
  const cache = await readFile(file);
  // After the magic number, the hash of the version (v8/src/snapshot/code-serializer.h).
  cache.writeUInt8(cache.readUInt8(4) ^ 1, 4);
  await writeFile(file, cache);
}

/** The table that the README shows. */
export function describeStarts(costs: readonly StartCost[]): string {
  const cpuOf = (cost: StartCost | undefined) => median((cost?.cold ?? []).map(({ cpu }) => cpu));
  return formatTable(
    [
      'Cold start of the deployed function',
      'code, kB',
      'median ms',
      'median ms of CPU',
      'more CPU than as deployed, ms',
    ],
    costs.map((cost) => [
      cost.name,
      whole(cost.bytes / 1_000),
      fixed(median(cost.cold.map(({ ms }) => ms))),
      fixed(cpuOf(cost)),
      fixed(cpuOf(cost) - cpuOf(costs[0])),
    ]),
  );
}
