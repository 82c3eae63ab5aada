import { fileURLToPath } from 'node:url';

/** Folder of the built playground: what stands at `/` of a deployment. */
export const PLAYGROUND_DIST = fileURLToPath(new URL('./dist', import.meta.url));
