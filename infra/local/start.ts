import { flushCompileCache } from 'node:module';
import { terminalOf } from '../terminal.ts';
import { watchNpm } from './npm-parent.ts';
import { HELP, optionsOf } from './options.ts';
import { StartError } from './start-error.ts';

/**
 * Milliseconds in which a second signal counts as an echo of the first: npm forwards a signal that the
 * terminal has already sent.
 */
const ECHO = 500;

const terminal = terminalOf(process.stdout, process.stderr);
/** What must be closed at the end, however far the start got. */
const closers = new AsyncDisposableStack();
let stoppedAt: number | undefined;

async function stop(): Promise<void> {
  const now = performance.now();
  if (stoppedAt !== undefined) {
    if (now - stoppedAt > ECHO) process.exit(130);
    return;
  }
  stoppedAt = now;
  terminal.say('Stopping…');
  await close();
  process.exit(0);
}

/** A failure to close one thing must not keep the rest open. */
const close = () => closers.disposeAsync().catch(() => {});

async function start(): Promise<void> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  watchNpm(process.env, stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, stop);
  const { run } = await import('./serve.ts');
  await run(options, terminal, closers);
  flushCompileCache();
}

// A reader of our output that exits, such as `head`, must not end the server.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

try {
  await start();
} catch (error) {
  if (stoppedAt === undefined) {
    terminal.complain(
      error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error),
    );
    await close();
    process.exit(1);
  }
}
