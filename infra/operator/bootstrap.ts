import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { toolkitOf, versionParameter } from '../stacks/bootstrap.ts';
import { type Config, regionsOf } from '../stacks/config.ts';
import { cdk } from './cdk.ts';

/**
 * The version of what bootstrapping made in a region, under the qualifier of this project; undefined when
 * nothing was. CDK itself looks here, because the stack that made it may bear any name.
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
 * What `cdk` is told to bootstrap a region: a qualifier of its own has a stack of its own, and leaves other
 * projects' alone.
 */
export const bootstrapArguments = (account: string, region: string, { qualifier }: Config): string[] => [
  'bootstrap',
  `aws://${account}/${region}`,
  '--qualifier',
  qualifier,
  '--toolkit-stack-name',
  toolkitOf(qualifier),
];

/** Makes in the account what deploys need, where it is not there yet. Resolves with whether that worked. */
export async function bootstrap(config: Config, account: string, assembly: string): Promise<boolean> {
  for (const region of regionsOf(config)) {
    if ((await bootstrapVersion(region, config)) !== undefined) continue;
    console.log(`Bootstrapping ${region}, once for the account: a bucket and the roles that deploys use.`);
    if ((await cdk(...bootstrapArguments(account, region, config), '--app', assembly)) === 0) continue;
    console.error(`The region ${region} could not be bootstrapped; nothing was deployed.`);
    return false;
  }
  return true;
}
