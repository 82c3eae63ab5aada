import { ConfigError } from '../stacks/config.ts';
import { OperatorError } from './operator-error.ts';
import { readOptions, USAGE, UsageError } from './options.ts';

/** Runs one command of the operator. Exit codes: 0 done, 1 not done, 2 not understood. */
async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === 'help') {
      console.log(USAGE);
      return 0;
    }
    // The clients of AWS's services take seconds to load: not before they are needed.
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
