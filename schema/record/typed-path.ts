import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * A path of the command line as whoever typed it means it. npm runs a script in the folder of its project,
 * wherever it was called: `npm --prefix DIR run …` would else find another folder of the same name there.
 */
export function typedPath(path: string, env: NodeJS.ProcessEnv = process.env): string {
  const { INIT_CWD: from, npm_package_json: file } = env;
  const here = process.cwd();
  const isByNpm = from !== undefined && file !== undefined && realpathSync(dirname(file)) === here;
  return isByNpm && from !== here ? resolve(from, path) : path;
}
