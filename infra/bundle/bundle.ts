import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { readOperations } from '../../functions/graphql/documented-operations.ts';
import { precompile } from '../../functions/graphql/precompiled.ts';
import { schema } from '../../schema/schema.ts';
import { LEAN } from './lean-options.ts';

/** A function's code as it is deployed. */
export interface Bundle {
  /** Folder with `index.js`, and what that loads. */
  readonly folder: string;
  readonly bytes: number;
  /** SHA-256 of the code, hexadecimal. */
  readonly hash: string;
}

export interface Bundles {
  readonly graphql: Bundle;
  readonly seed: Bundle;
}

/**
 * CommonJS, since an ESM `import 'node:http'` loads undici for nothing (19 ms at a cold start); modules before main, which
 * takes the tree-shakable half of the SDK.
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

/** Bundles both functions into folders below `into`. Deterministic: the same sources give the same bytes. */
export async function bundleFunctions(into: string): Promise<Bundles> {
  const operations = [...(await readOperations())];
  const documents = JSON.stringify(operations.map(([id, text]) => [id, text, precompile(schema, text)]));
  return {
    graphql: await bundleOne('graphql', into, { ...LEAN, define: { ...LEAN.define, DOCUMENTS: documents } }),
    seed: await bundleOne('seed', into, {}),
  };
}

async function bundleOne(name: string, into: string, options: BuildOptions): Promise<Bundle> {
  const folder = join(into, name);
  await mkdir(folder, { recursive: true });
  const { outputFiles } = await build({
    ...OPTIONS,
    ...options,
    entryPoints: [fileURLToPath(new URL(`../../functions/${name}/lambda.ts`, import.meta.url))],
    outfile: join(folder, 'index.js'),
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild wrote nothing for ${name}`);
  await writeFile(file.path, file.contents);
  // The same kind of module wherever the folder lies, also below this project, whose own files are ESM.
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  return {
    folder,
    bytes: file.contents.byteLength,
    hash: createHash('sha256').update(file.contents).digest('hex'),
  };
}
