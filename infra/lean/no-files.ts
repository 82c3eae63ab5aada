/**
 * Stands in for `node:fs/promises` in the deployed function, where only the SDK asks for it: for the configuration files of a home
 * folder that Lambda does not have. The module itself takes 3 ms to load.
 */
export async function readFile(path: string): Promise<never> {
  throw Object.assign(new Error(`There is no file ${path}.`), { code: 'ENOENT' });
}
