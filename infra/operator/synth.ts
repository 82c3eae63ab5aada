import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';
import type { Config } from '../stacks/config.ts';
import { cdk } from './cdk.ts';
import { namedVersions, secretVersions } from './secret.ts';
import { deployedStage } from './stage.ts';

/** The folder of a stage's cloud assembly. */
export const assemblyOf = ({ stage }: Config): string => `cdk.out/${stage}`;

/**
 * Synthesizes a stage with the current secret. Compiles the content, so a bad record ends it here, with all
 * errors on the screen.
 *
 * @param more additional context, see app.ts
 * @returns whether that worked
 */
export async function synth(config: Config, more: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const { secretArn } = await deployedStage(config);
  const secrets =
    secretArn === undefined ? [] : namedVersions(await secretVersions(config.region, secretArn));
  if (await synthWith(config, secrets, more)) return true;
  console.error('Nothing was touched.');
  return false;
}

/** Synthesizes a stage with these versions of the secret. Resolves with whether that worked. */
export async function synthWith(
  config: Config,
  secrets: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<boolean> {
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
  return (await cdk('synth', '--quiet', '--strict', '--output', assemblyOf(config), ...flags)) === 0;
}

export async function diff(config: Config): Promise<number> {
  return (await synth(config)) ? cdk('diff', '--app', assemblyOf(config), '--all') : 1;
}
