import { ConfigError } from '../stacks/config.ts';
import { OperatorError } from './operator-error.ts';
import { readOptions, USAGE, UsageError } from './options.ts';

/** Runs one operator command. Exit codes: 0 success, 1 failure, 2 invalid command line. */
async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === 'help') {
      console.log(USAGE);
      return 0;
    }
    // The AWS clients take seconds to load, so they are loaded only when needed.
    const { operate } = await import('./operate.ts');
    return await operate(options);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof ConfigError || error instanceof OperatorError)) throw error;
    console.error(error.message);
    return 1;
  }
}

process.exitCode = await main();
