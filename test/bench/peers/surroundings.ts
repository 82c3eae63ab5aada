import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pinTo } from '../machine.ts';

// What a function that is measured runs in: a process on one CPU, and on the other what it reads from.

const run = promisify(execFile);
const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const CONTENT = fileURLToPath(new URL('../../../content', import.meta.url));

/** The meeting whose page is asked for: one with many participants and statements. */
export const SLUG = '2022-03-30-china-russia-tunxi';

/** Another one begins in each turn, so that none always follows the same. */
export const rotated = <T>(values: readonly T[], turn: number): T[] =>
  values.map((_, index) => values[(index + turn + values.length) % values.length] as T);

/** Runs a script on the last CPU. Resolves with its result, one line. */
export async function host(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const [command = '', ...rest] = [...(await pinTo(cpus().length - 1)), execPath, at(script), ...args];
  const { stdout } = await run(command, rest, { env: environment, maxBuffer: 16 * 1024 ** 2 });
  // What the handler logs comes before the one line that is the result.
  return stdout.slice(stdout.lastIndexOf('\n') + 1);
}

/** What a function finds in its environment; nothing of it is secret. */
export const variables = (): NodeJS.ProcessEnv => ({
  PATH: env.PATH,
  STAGE: 'bench',
  TABLE: 'communique',
  VERSION: 'bench',
  DEPLOYMENT_SECRET: 'bench',
  ORIGIN: 'function',
  NODE_ENV: 'production',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
});

export async function certificate(dir: string): Promise<{ key: string; cert: string }> {
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  await run('openssl', [
    'req',
    '-x509',
    '-nodes',
    '-days',
    '2',
    ...curve,
    ...subject,
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  return { key, cert };
}

export async function startBackend(dir: string, { key, cert }: { key: string; cert: string }) {
  const data = join(dir, 'store');
  await mkdir(data);
  const [command = '', ...rest] = [...(await pinTo(0)), execPath, at('backend.ts'), CONTENT, data, key, cert];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, ...(JSON.parse(line.toString()) as { stub: string; store: string }) };
}
