// The entry point of the server and of the thread that reads its content. Node's compile cache makes the next
// start a second faster. Written in JavaScript, because loading Node's type stripper would use up part of
// that second.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)));
await import(isMainThread ? './start.ts' : './content-worker.ts');
