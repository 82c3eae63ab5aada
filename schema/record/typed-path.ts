import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Resolves a path from the command line against the folder in which the user typed it. npm runs scripts in
 * the project folder, wherever it was called from, so `npm --prefix DIR run …` would otherwise look for the
 * path there.
 */
export function typedPath(path: string, env: NodeJS.ProcessEnv = process.env): string {
  const { INIT_CWD: from, npm_package_json: file } = env;
  const here = process.cwd();
  const isByNpm = from !== undefined && file !== undefined && realpathSync(dirname(file)) === here;
  return isByNpm && from !== here ? resolve(from, path) : path;
}
