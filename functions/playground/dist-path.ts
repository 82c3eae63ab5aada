import { fileURLToPath } from 'node:url';

/** Folder of the built playground, which a deployment serves at `/`. */
export const PLAYGROUND_DIST = fileURLToPath(new URL('./dist', import.meta.url));
