import { createClosers } from './closers.ts';
import { HELP, optionsOf } from './options.ts';
import { run } from './serve.ts';
import { StartError } from './start-error.ts';
import { terminalOf } from './terminal.ts';

/** Milliseconds in which a second signal is the echo of the first: npm hands on what the terminal has sent already. */
const ECHO = 500;

const terminal = terminalOf(process.stdout, process.stderr);
const closers = createClosers();
let stoppedAt: number | undefined;

async function stop(): Promise<void> {
  const now = performance.now();
  if (stoppedAt !== undefined) {
    if (now - stoppedAt > ECHO) process.exit(130);
    return;
  }
  stoppedAt = now;
  terminal.say('Stopping…');
  await closers.closeAll();
  process.exit(0);
}

async function start(): Promise<void> {
  const options = optionsOf(process.argv.slice(2), process.env);
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, stop);
  await run(options, terminal, closers);
}

// A reader of our output that goes away, like `head`, must not end the server.
process.stdout.on('error', () => {});

try {
  await start();
} catch (error) {
  if (stoppedAt === undefined) {
    terminal.complain(
      error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error),
    );
    await closers.closeAll();
    process.exit(1);
  }
}
