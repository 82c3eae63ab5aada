import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { toolkitOf, versionParameter } from '../stacks/bootstrap.ts';
import { type Config, regionsOf } from '../stacks/config.ts';
import { cdk } from './cdk.ts';

/**
 * The bootstrap version of a region, under the qualifier of this project; undefined if it is not
 * bootstrapped. CDK itself looks here, because the bootstrap stack may have any name.
 */
export async function bootstrapVersion(region: string, { qualifier }: Config): Promise<number | undefined> {
  const client = new SSMClient({ region });
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: versionParameter(qualifier) }));
    return Number(Parameter?.Value);
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/**
 * The arguments of `cdk` for bootstrapping a region. A custom qualifier gets its own stack, and leaves those
 * of other projects alone.
 */
export const bootstrapArguments = (account: string, region: string, { qualifier }: Config): string[] => [
  'bootstrap',
  `aws://${account}/${region}`,
  '--qualifier',
  qualifier,
  '--toolkit-stack-name',
  toolkitOf(qualifier),
];

/** Bootstraps the regions of the account that are not bootstrapped yet. Resolves with whether that worked. */
export async function bootstrap(config: Config, account: string, assembly: string): Promise<boolean> {
  for (const region of regionsOf(config)) {
    if ((await bootstrapVersion(region, config)) !== undefined) continue;
    console.log(
      `Bootstrapping ${region} (once per account): creating a bucket and the roles that deploys use.`,
    );
    if ((await cdk(...bootstrapArguments(account, region, config), '--app', assembly)) === 0) continue;
    console.error(`The region ${region} could not be bootstrapped; nothing was deployed.`);
    return false;
  }
  return true;
}
