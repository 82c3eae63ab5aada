import { ConfigError } from '../stacks/config.ts';
import { AccountError } from './account.ts';
import { operate } from './operate.ts';
import { readOptions, USAGE, UsageError } from './options.ts';
import { OperatorError } from './stage.ts';

/** Runs one command of the operator. Exit codes: 0 done, 1 not done, 2 not understood. */
async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options !== 'help') return await operate(options);
    console.log(USAGE);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof ConfigError || error instanceof AccountError || error instanceof OperatorError))
      throw error;
    console.error(error.message);
    return 1;
  }
}

process.exitCode = await main();
