import type { Config } from '../stacks/config.ts';
import { stackName } from '../stacks/stack-name.ts';
import { cdk } from './cdk.ts';
import { report } from './finish-deploy.ts';
import { OperatorError } from './operator-error.ts';
import { readPointer } from './read-pointer.ts';
import { namedVersions, renewSecret, secretVersions, type Versions } from './secret.ts';
import { deployedStage } from './stage.ts';
import { assemblyOf, synthWith } from './synth.ts';

/**
 * Makes a new secret, and deploys the stack that passes it to the function and to CloudFront. The live
 * release does not change, and the state of the content does not matter. The function accepts the previous
 * secret as well until the next rotation; to lock out a leaked secret, rotate twice.
 *
 * An unfinished rotation is completed first: the function accepts two secrets, and a third would lock out the
 * one that CloudFront still sends.
 *
 * @returns the exit code
 */
export async function rotate(config: Config): Promise<number> {
  const { stage, region } = config;
  const { secretArn, secretVersion, table } = await deployedStage(config);
  if (secretArn === undefined || table === undefined)
    throw new OperatorError(
      `The stage ${stage} is not deployed in ${region}, so there is no secret to rotate.`,
    );
  if ((await readPointer(region, table)).live === null)
    throw new OperatorError(
      'The live rows have a different layout from the one that the code here reads, and a rotation deploys code without content. Use the code that is deployed, or run npm run deploy first.',
    );
  const found = await secretVersions(region, secretArn);
  const [named] = namedVersions(found);
  if (named === secretVersion) {
    const renewed = { current: await renewSecret(region, secretArn), former: found.current };
    console.log(
      'The secret has a new value. Deploying it; the previous one is accepted until the next rotation.',
    );
    if (await isInUse(config, renewed)) return report(config);
  } else {
    console.log(
      'The last rotation was not completed, or was deployed by an earlier version. Deploying its secret without making a new one. Rotate again to make a new one.',
    );
    if (await isInUse(config, found)) return report(config);
  }
  console.error(
    'The new secret is not in use yet; the next "npm run rotate" or "npm run deploy" will deploy it.',
  );
  return 1;
}

async function isInUse(config: Config, versions: Versions): Promise<boolean> {
  if (!(await synthWith(config, namedVersions(versions), { content: 'none' }))) return false;
  const stack = stackName(config.stage, 'api');
  const app = ['--app', assemblyOf(config)];
  return (await cdk('deploy', stack, '--exclusively', '--require-approval', 'never', ...app)) === 0;
}
