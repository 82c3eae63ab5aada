import { execFile } from 'node:child_process';
import { cpus, platform, release, totalmem } from 'node:os';
import { execPath, version } from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a measurement ran on, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpu?.model.trim() ?? 'unknown CPU'}, ${cpus().length} logical CPUs, ${memory} GB, ${platform()} ${release()}, Node ${version}`;
}

/**
 * Runs a script of this bench in a process of its own and reads the JSON that it prints; on one CPU when told
 * so.
 */
export async function measure<T>(script: URL, args: readonly string[], onOneCpu: boolean): Promise<T> {
  const pin = onOneCpu ? await pinTo(cpus().length - 1) : [];
  const [command = '', ...rest] = [...pin, execPath, script.pathname, ...args];
  const { stdout } = await run(command, rest, { maxBuffer: 64 * 1024 ** 2 });
  return JSON.parse(stdout) as T;
}

/**
 * What to put before a command so that it runs on one CPU; nothing where there is no taskset, as on macOS and
 * Windows.
 */
export async function pinTo(cpu: number): Promise<string[]> {
  try {
    await run('taskset', ['-c', String(cpu), 'true']);
    return ['taskset', '-c', String(cpu)];
  } catch {
    return [];
  }
}
