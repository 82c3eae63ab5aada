import type { Config } from '../stacks/config.ts';
import { deploy } from './deploy.ts';
import { OperatorError } from './operator-error.ts';
import { renewSecret } from './secret.ts';
import { deployedStage } from './stage.ts';

/**
 * Makes a new secret, and a deploy that gives it to the function and to CloudFront. The function accepts the one before as well,
 * until the next rotation: to shut out a secret that leaked, rotate twice.
 *
 * @returns the exit code
 */
export async function rotate(config: Config, account: string): Promise<number> {
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
