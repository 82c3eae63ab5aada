import { readFile } from 'node:fs/promises';
import { type Config, ConfigError, readConfig } from '../stacks/config.ts';
import { explain } from './aws-error.ts';
import { OperatorError } from './operator-error.ts';
import type { Options } from './options.ts';

/** Runs the command, and resolves with the exit code. */
export async function operate(options: Options): Promise<number> {
  const context = await contextOf(new URL('../../cdk.json', import.meta.url));
  const config = readConfig(context, options.stage ?? context.stage);
  try {
    return await run(options, config);
  } catch (error) {
    // Its message is already complete, and may quote words that explain() looks for.
    if (error instanceof OperatorError) throw error;
    const explanation = explain(error, config.region);
    throw explanation === undefined ? error : new OperatorError(explanation, { cause: error });
  }
}

async function contextOf(file: URL): Promise<Record<string, unknown>> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as { context: Record<string, unknown> }).context;
  } catch (error) {
    throw new ConfigError(`cdk.json cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Each command loads only what it needs. */
async function run(options: Options, config: Config): Promise<number> {
  if (options.command === 'pipeline') return (await import('./pipeline.ts')).pipeline(config, options);
  if (options.command === 'doctor') return (await import('./doctor.ts')).doctor(config);
  const { accountIn } = await import('./account.ts');
  const account = await accountIn(config.region);
  if (options.command === 'logs') return (await import('./logs.ts')).showLogs(config, options);
  console.log(`Stage ${config.stage} in ${config.region}, account ${account}.`);
  switch (options.command) {
    case 'publish':
      return (await import('./publish.ts')).publish(config, options);
    case 'diff':
      return (await import('./synth.ts')).diff(config);
    case 'destroy':
      return (await import('./destroy.ts')).destroy(config, options);
    case 'rotate':
      return (await import('./rotate.ts')).rotate(config);
    case 'deploy':
      return (await import('./deploy.ts')).deploy(config, account, { repair: options.repair });
  }
}
