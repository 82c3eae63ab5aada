// Where the server and the thread that reads its content begin. What Node makes of their code is kept for the next start,
// which is then a second faster. JavaScript, because to load the tool that strips types would take a part of that second.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)));
await import(isMainThread ? './start.ts' : './content-worker.ts');
