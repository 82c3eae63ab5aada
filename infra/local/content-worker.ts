import { parentPort, workerData } from 'node:worker_threads';
import { readContent } from '../../schema/record/content.ts';

// The thread in which the local server reads its content: gets the folder, answers with the outcome.
parentPort?.postMessage(await readContent(String(workerData)));
