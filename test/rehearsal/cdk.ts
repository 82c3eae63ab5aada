import { spawn } from 'node:child_process';
import path from 'node:path';

export interface Ran {
  readonly code: number;
  readonly output: string;
}

const CDK = path.resolve(import.meta.dirname, '../../node_modules/aws-cdk/bin/cdk');

/** Seconds that one command may take. */
const LIMIT = 1_200;

/** The stock command line of CDK in a folder with a cdk.json, before an emulator in place of AWS. */
export const cdkIn =
  (folder: string, address: string): ((...args: string[]) => Promise<Ran>) =>
  (...args) =>
    runBefore(address, { home: folder, cwd: folder }, CDK, ...args);

/** Runs a program on this node, for which the emulator is AWS. */
export function runBefore(
  address: string,
  { home, cwd, environment = {} }: { home: string; cwd: string; environment?: Record<string, string> },
  ...args: string[]
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      timeout: LIMIT * 1_000,
      env: {
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
        HOME: home,
        CI: 'true',
        AWS_ENDPOINT_URL: address,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        ...environment,
      },
    });
    let output = '';
    const note = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, output }));
  });
}
