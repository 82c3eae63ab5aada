import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type Bundle, bundleFunctions } from '../../../infra/bundle/bundle.ts';
import { addCodeCache } from '../../support/code-cache.ts';

/** A function to be measured: its code and what it is called in the table. */
export interface Peer {
  readonly name: string;
  readonly file: string;
  /** Whether it is asked warm as well: the floors are not, nor the same code a second time. */
  readonly isWarm: boolean;
  /** Whether it is asked cold what it does not know from its build: the operation in another spelling. */
  readonly isAskedElse?: boolean;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const GRAPHQL_16 = join(HERE, 'node_modules/graphql');

/**
 * As `NodejsFunction` and esbuild bundle when nothing is said: CommonJS, main before module, not minified.
 */
const DEFAULTS: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  logLevel: 'silent',
};

/**
 * The peers read through the document client, as its documentation shows; the project unpacks rows from the
 * wire.
 */
const documentClient: Plugin = {
  name: 'document-client',
  setup({ onResolve }) {
    for (const part of ['attributes', 'reader'])
      onResolve({ filter: new RegExp(`^\\.{1,2}/${part}\\.ts$`) }, ({ importer }) =>
        importer.includes(join('schema', 'store')) ? { path: join(HERE, `document-${part}.ts`) } : undefined,
      );
  },
};

/** Bundles one of the peers' handlers into a folder of its own; its file. */
async function bundlePeer(into: string, handler: string, options: BuildOptions): Promise<string> {
  const file = join(into, handler.replace(/\.\w+$/, ''), 'index.js');
  await build({ ...DEFAULTS, ...options, entryPoints: [join(HERE, 'handlers', handler)], outfile: file });
  return file;
}

/** The one peer that needs no packages but the project's own. */
export const bundleYoga = (into: string): Promise<string> =>
  bundlePeer(into, 'plain-yoga.ts', { plugins: [documentClient] });

/** Bundles everything that is compared, into folders below `into`. */
export async function bundlePeers(into: string): Promise<Peer[]> {
  await installed();
  const plain = (await bundleFunctions(join(into, 'plain'))).graphql;
  const bundles = await bundleFunctions(join(into, 'deployed'));
  await addCodeCache(bundles);
  const deployed = bundles.graphql;
  const peer = async (name: string, handler: string, isWarm: boolean, options: BuildOptions = {}) => ({
    name,
    file: await bundlePeer(into, handler, options),
    isWarm,
  });
  const own = (what: string, { folder }: Bundle, isWarm: boolean, isAskedElse = false): Peer => ({
    name: `this project, ${what}`,
    file: join(folder, 'index.js'),
    isWarm,
    isAskedElse,
  });
  return [
    own('as deployed', deployed, true),
    own('query not precompiled', deployed, false, true),
    own('code cache refused', plain, false),
    own('neither', plain, false, true),
    await peer('Yoga, by its documentation', 'plain-yoga.ts', true, { plugins: [documentClient] }),
    await peer('Apollo Server 5, by its documentation', 'apollo.js', true, {
      plugins: [documentClient],
      alias: { graphql: GRAPHQL_16 },
    }),
    await peer('graphql-http', 'graphql-http.ts', true, { plugins: [documentClient] }),
    await peer('no GraphQL, one signed Query by hand', 'hand-written.ts', false),
    await peer('empty handler', 'empty.ts', false),
  ];
}

/** The peers' own packages, which `npm ci` of the project leaves alone. */
export async function installed(): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(HERE, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  if (Object.keys(dependencies).every((name) => existsSync(join(HERE, 'node_modules', name)))) return;
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: HERE,
    shell: process.platform === 'win32',
  });
}
