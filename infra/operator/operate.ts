import { readFile } from 'node:fs/promises';
import { readConfig } from '../stacks/config.ts';
import type { Options } from './options.ts';

/** Does what is asked, and resolves with the exit code. Each command loads only what it needs. */
export async function operate(options: Options): Promise<number> {
  const { context } = JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const config = readConfig(context, options.stage ?? context.stage);
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
      return (await import('./rotate.ts')).rotate(config, account);
    case 'deploy':
      return (await import('./deploy.ts')).deploy(config, account, { repair: options.repair });
  }
}
