import { readFile } from 'node:fs/promises';
import { type Config, readConfig } from '../stacks/config.ts';
import { accountIn } from './account.ts';
import { deploy } from './deploy.ts';
import { destroy } from './destroy.ts';
import { doctor } from './doctor.ts';
import { showLogs } from './logs.ts';
import type { Options } from './options.ts';
import { pipeline } from './pipeline.ts';
import { renewSecret } from './secret.ts';
import { deployedStage, OperatorError } from './stage.ts';
import { diff } from './synth.ts';

/** Does what is asked, and resolves with the exit code. */
export async function operate(options: Options): Promise<number> {
  const { context } = JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const config = readConfig(context, options.stage ?? context.stage);
  if (options.command === 'pipeline') return pipeline(config, options);
  if (options.command === 'doctor') return doctor(config);
  const account = await accountIn(config.region);
  if (options.command === 'logs') return showLogs(config, options);
  console.log(`Stage ${config.stage} in ${config.region}, account ${account}.`);
  switch (options.command) {
    case 'diff':
      return diff(config);
    case 'destroy':
      return destroy(config, options);
    case 'rotate':
      return rotate(config, account);
    case 'deploy':
      return deploy(config, account, { repair: options.repair });
  }
}

/** A new secret, and a deploy that gives it to the function and to CloudFront. The function accepts the one before as well. */
async function rotate(config: Config, account: string): Promise<number> {
  const { secretArn } = await deployedStage(config);
  if (secretArn === undefined)
    throw new OperatorError(
      `The stage ${config.stage} is not deployed in ${config.region}: there is no secret to rotate.`,
    );
  await renewSecret(config.region, secretArn);
  console.log(
    'The secret has a new value. Deploying it; the one before stays accepted until the next rotation.',
  );
  const code = await deploy(config, account, { repair: false });
  if (code !== 0)
    console.error('The new secret is not in use yet; the next "npm run deploy" goes on with it.');
  return code;
}
