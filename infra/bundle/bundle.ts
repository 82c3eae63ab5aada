import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { readOperations } from '../../functions/graphql/documented-operations.ts';
import { precompile, treeFile } from '../../functions/graphql/precompiled.ts';
import { schema } from '../../schema/schema.ts';
import { documentedOperations } from './documented-operations.ts';
import { LEAN } from './lean-options.ts';

/** A function's code as it is deployed. */
export interface Bundle {
  /** Folder with `index.js` and the files that it loads. */
  readonly folder: string;
  readonly bytes: number;
  /** SHA-256 of the code, hexadecimal. */
  readonly hash: string;
}

export interface Bundles {
  readonly graphql: Bundle;
  readonly seed: Bundle;
  /** Makes the code cache of `graphql`, whose code it contains. */
  readonly codeCache: Bundle;
}

/**
 * CommonJS, because an ESM `import 'node:http'` needlessly loads undici (19 ms at a cold start). `module`
 * before `main`, which picks the tree-shakable build of the SDK.
 */
const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  charset: 'ascii',
  logLevel: 'silent',
};

/**
 * Bundles all functions into folders below `into`. Deterministic: the same sources give the same bytes.
 *
 * @param plugins replace modules of the endpoint, for comparisons in the benchmark
 */
export async function bundleFunctions(into: string, plugins: readonly Plugin[] = []): Promise<Bundles> {
  const [graphql, seed, codeCache] = await Promise.all([
    bundleEndpoint(join(into, 'graphql'), plugins),
    bundleOne('seed', join(into, 'seed')),
    bundleOne('code-cache', join(into, 'code-cache')),
  ]);
  return { graphql, seed, codeCache: await completed(codeCache, graphql, join(into, 'graphql.maps')) };
}

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The search engine is a separate file, which the loader runs when it is first required. */
const searchApart: Plugin = {
  name: 'search-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/engine\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './search.js', external: true } : undefined,
    );
  },
};

/**
 * The endpoint: its code as the text of a function in `function.js`, the search code in `search.js`, the
 * loader that runs them in `index.js`, and next to them the syntax tree of each documented operation, read
 * when first requested.
 */
async function bundleEndpoint(folder: string, more: readonly Plugin[]): Promise<Bundle> {
  const documented = [...(await readOperations())];
  const options: BuildOptions = {
    ...LEAN,
    define: { ...LEAN.define, DOCUMENTS: JSON.stringify(documented) },
    plugins: [...LEAN.plugins, searchApart, ...more],
    // Not shipped to the endpoint: the file is next to its folder, and `npm run logs` uses it to map stack
    // traces.
    sourcemap: 'external',
    sourcesContent: false,
  };
  const [main, search] = await Promise.all([
    compiled('../functions/graphql/lambda.ts', options),
    compiled('../schema/release/index/engine.ts', options),
  ]);
  const loader = `${await readFile(at('loader.cjs'), 'utf8')}\nmodule.exports = exports.load(__dirname).exports;\n`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}.maps`, `{"function":${main.map},"search":${search.map}}`);
  return write(folder, {
    'function.js': wrapped(main.code),
    'search.js': wrapped(search.code),
    'index.js': loader,
    ...Object.fromEntries(documented.map(([id, text]) => [treeFile(id), precompile(schema, text)])),
  });
}

/**
 * The wrapper that Node puts around a CommonJS module. Added here because the loader would have to copy the
 * text to add it.
 */
const wrapped = (code: string): string =>
  `(function(exports,require,module,__filename,__dirname){\n${escaped(code)}\n})`;

async function bundleOne(name: string, folder: string): Promise<Bundle> {
  const { code } = await compiled(`../functions/${name}/lambda.ts`);
  return write(folder, { 'index.js': code });
}

/** Adds to the folder of the code-cache function the files that it needs. */
async function completed(codeCache: Bundle, endpoint: Bundle, maps: string): Promise<Bundle> {
  const { folder } = codeCache;
  await cp(endpoint.folder, join(folder, 'endpoint'), { recursive: true });
  await cp(maps, join(folder, 'maps.json'));
  await cp(at('loader.cjs'), join(folder, 'loader.cjs'));
  const operations = JSON.stringify(await documentedOperations());
  const { code } = await compiled('../functions/code-cache/warm.ts', { define: { DOCUMENTED: operations } });
  await writeFile(join(folder, 'warm.js'), code);
  // Replies are recorded later and are not part of the hash: different content is not different code.
  const hash = createHash('sha256').update(codeCache.hash).update(endpoint.hash).update(code).digest('hex');
  return { folder, bytes: await sizeOf(folder), hash };
}

async function compiled(
  entry: string,
  options: BuildOptions = {},
): Promise<{ readonly code: string; readonly map: string }> {
  const { outputFiles } = await build({
    ...OPTIONS,
    ...options,
    entryPoints: [at(`../${entry}`)],
    outdir: 'out',
    write: false,
  });
  const textOf = (ending: string) => outputFiles?.find(({ path }) => path.endsWith(ending))?.text ?? '';
  const code = textOf('.js');
  if (code === '') throw new Error(`esbuild wrote nothing for ${entry}`);
  return { code, map: textOf('.map') };
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<Bundle> {
  await mkdir(folder, { recursive: true });
  const hash = createHash('sha256');
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
    hash.update(text);
  }
  // Keeps the module type the same wherever the folder is, even inside this project, whose own files are ESM.
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  return { folder, bytes: await sizeOf(folder), hash: hash.digest('hex') };
}

/**
 * The code in ASCII, which the loader reads faster. esbuild escapes everything except regular expressions.
 */
const escaped = (code: string): string =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
