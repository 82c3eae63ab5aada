import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bundle } from './bundle.ts';

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Puts V8's code cache beside the code of a bundle, and a loader in its place. The cache is made in a process of its own that answers
 * each documented operation once, and holds what that compiled. It differs from run to run, so the hash is that of the code alone.
 */
export async function addCodeCache({ folder }: Bundle): Promise<Bundle> {
  const index = join(folder, 'index.js');
  const code = escaped(await readFile(index, 'utf8'));
  const loader = await readFile(at('loader.cjs'), 'utf8');
  // The shape that Node gives to a CommonJS module; here and not in the loader, which would copy the text to add it.
  const wrapped = `(function(exports,require,module,__filename,__dirname){${code}\n})`;
  await writeFile(join(folder, 'function.js'), wrapped, 'latin1');
  await writeFile(index, `${loader}\nmodule.exports = exports.load(__dirname).exports;\n`);
  await promisify(execFile)(execPath, [at('make-code-cache.ts'), folder]);
  return {
    folder,
    bytes: await sizeOf(folder),
    hash: createHash('sha256').update(wrapped).update(loader).digest('hex'),
  };
}

/** The code in ASCII: esbuild escapes what is not, but for what stands in regular expressions. */
const escaped = (code: string): string =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
