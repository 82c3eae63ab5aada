import { fileURLToPath } from 'node:url';

/** The program that `npm start` runs. */
export const START = fileURLToPath(new URL('../../infra/local/main.mjs', import.meta.url));
