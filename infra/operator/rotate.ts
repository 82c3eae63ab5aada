import type { Config } from '../stacks/config.ts';
import { stackName } from '../stacks/stack-name.ts';
import { cdk } from './cdk.ts';
import { OperatorError } from './operator-error.ts';
import { readPointer } from './read-pointer.ts';
import { report } from './report.ts';
import { renewSecret } from './secret.ts';
import { deployedStage } from './stage.ts';
import { assemblyOf, synth } from './synth.ts';

/**
 * Makes a new secret, and deploys the stack that gives it to the function and to CloudFront. The content is
 * left alone, whatever its state. The function accepts the secret before as well, until the next rotation: to
 * shut out a secret that leaked, rotate twice.
 *
 * @returns the exit code
 */
export async function rotate(config: Config): Promise<number> {
  const { stage, region } = config;
  const { secretArn, table } = await deployedStage(config);
  if (secretArn === undefined || table === undefined)
    throw new OperatorError(`The stage ${stage} is not deployed in ${region}: there is no secret to rotate.`);
  if ((await readPointer(region, table)).live === null)
    throw new OperatorError(
      'The code here reads rows of another layout than those that are live, and a rotation deploys code and no content. Run it with the code that is deployed, or run npm run deploy first.',
    );
  await renewSecret(region, secretArn);
  console.log(
    'The secret has a new value. Deploying it; the one before stays accepted until the next rotation.',
  );
  if (await isInUse(config)) return report(config);
  console.error('The new secret is not in use yet; the next "npm run deploy" goes on with it.');
  return 1;
}

async function isInUse(config: Config): Promise<boolean> {
  if (!(await synth(config, { content: 'none' }))) return false;
  const stack = stackName(config.stage, 'api');
  const app = ['--app', assemblyOf(config)];
  return (await cdk('deploy', stack, '--exclusively', '--require-approval', 'never', ...app)) === 0;
}
