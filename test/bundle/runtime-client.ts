import { existsSync } from 'node:fs';
import path from 'node:path';

const CLIENT = path.resolve(import.meta.dirname, '../../.data/tools/node_modules/aws-lambda-ric');

/** Entry of AWS's own runtime client, which runs functions in Lambda. */
export const RUNTIME_CLIENT = path.join(CLIENT, 'index.mjs');

/**
 * Why it cannot run here and what to do about it; undefined when it can. It is compiled when it is installed.
 */
export const missingRuntimeClient: string | undefined = existsSync(path.join(CLIENT, 'rapid-client.node'))
  ? undefined
  : "AWS's Lambda runtime client is not here; on Linux with a C++ compiler and cmake: npm install --prefix .data/tools aws-lambda-ric@4.0.2";
