import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';
import type { Config } from '../stacks/config.ts';
import { cdk } from './cdk.ts';
import { secretVersions } from './secret.ts';
import { deployedStage } from './stage.ts';

/** The folder of a stage's cloud assembly. */
export const assemblyOf = ({ stage }: Config): string => `cdk.out/${stage}`;

/**
 * Synthesizes a stage. Compiles the content: a bad record ends it here, with all that is wrong on the screen.
 *
 * @returns whether that worked
 */
export async function synth(config: Config, more: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const { secretArn } = await deployedStage(config);
  const secrets = secretArn === undefined ? [] : await secretVersions(config.region, secretArn);
  if (config.edge && (await isPlaygroundStale())) {
    console.log('Building the playground …');
    await buildPlayground();
  }
  const context = {
    stage: config.stage,
    ...(secrets.length === 0 ? {} : { secrets: secrets.join(',') }),
    ...more,
  };
  const flags = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  if ((await cdk('synth', '--quiet', '--strict', '--output', assemblyOf(config), ...flags)) === 0)
    return true;
  console.error('Nothing was touched.');
  return false;
}

export async function diff(config: Config): Promise<number> {
  return (await synth(config)) ? cdk('diff', '--app', assemblyOf(config), '--all') : 1;
}
