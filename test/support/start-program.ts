import { fileURLToPath } from 'node:url';

/** The program that `npm start` runs. */
export const START = fileURLToPath(new URL('../../infra/local/compile-cache.mjs', import.meta.url));
