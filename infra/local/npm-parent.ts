import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds between two checks. */
const INTERVAL = 300;

/**
 * Calls back once the npm that runs this process has ended.
 *
 * npm runs scripts in a shell. It sends SIGTERM only to the shell, which exits without passing it on, and it
 * does not forward SIGHUP at all, so the server would be left behind, holding the port and the data folder.
 * `exec` in the script would replace the shell, but Windows has no such command.
 *
 * @returns a function that stops watching
 */
export function watchNpm(env: NodeJS.ProcessEnv, ended: () => void): () => void {
  if (env.npm_lifecycle_event === undefined || process.platform === 'win32') return () => {};
  const parent = process.ppid;
  const npm = shellParent(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    ended();
  }, INTERVAL).unref();
  return () => clearInterval(timer);
}

/**
 * The parent of a process if it is a shell; some shells replace themselves with the only command they run.
 */
function shellParent(pid: number): number | undefined {
  try {
    const { name, parent } = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
    return /sh$/.test(name) && parent > 1 ? parent : undefined;
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): { name: string; parent: number } {
  // Such as `4711 (sh) S 4710 …`; a name may contain brackets and spaces.
  const [, name = '', parent] =
    /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  return { name, parent: Number(parent) };
}

function fromPs(pid: number): { name: string; parent: number } {
  const line = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [parent, ...name] = line.split(/\s+/);
  return { name: name.join(' '), parent: Number(parent) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
