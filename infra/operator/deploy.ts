import type { Config } from '../stacks/config.ts';
import { bootstrap } from './bootstrap.ts';
import { cdk } from './cdk.ts';
import { report } from './finish-deploy.ts';
import { assemblyOf, synth } from './synth.ts';

/**
 * Deploys a stage, invalidates the edge's cache, and queries the endpoint for the new release.
 *
 * @returns the exit code
 */
export async function deploy(
  config: Config,
  account: string,
  { repair }: { readonly repair: boolean },
): Promise<number> {
  if (!(await synth(config, repair ? { repair: new Date().toISOString() } : {}))) return 1;
  const assembly = assemblyOf(config);
  if (!(await bootstrap(config, account, assembly))) return 1;
  if ((await cdk('deploy', '--app', assembly, '--all', '--require-approval', 'never')) === 0)
    return report(config);
  console.error('The deploy failed. The stack that failed was rolled back, and its content with it.');
  return 1;
}
