import { TOOLKIT } from '../stacks/bootstrap.ts';
import { type Config, EDGE_REGION } from '../stacks/config.ts';
import { cdk } from './cdk.ts';
import { missingInDns } from './dns.ts';
import { forgetAtEdge } from './invalidate.ts';
import { readPointer } from './read-pointer.ts';
import { smoke } from './smoke.ts';
import { findStack } from './stacks.ts';
import { askedAt, deployedStage } from './stage.ts';
import { assemblyOf, synth } from './synth.ts';

/**
 * Deploys a stage, makes the edge forget the release before, and asks the endpoint for the new one.
 *
 * @returns the exit code
 */
export async function deploy(
  config: Config,
  account: string,
  { repair }: { readonly repair: boolean },
): Promise<number> {
  if (!(await synth(config, repair ? { repair: new Date().toISOString() } : {}))) return 1;
  for (const region of regionsOf(config)) {
    if (await findStack(region, TOOLKIT)) continue;
    console.log(`Bootstrapping ${region}, once for the account: a bucket and the roles that deploys use.`);
    if ((await cdk('bootstrap', '--app', assemblyOf(config), `aws://${account}/${region}`)) !== 0)
      return failed(`The region ${region} could not be bootstrapped; nothing was deployed.`);
  }
  const deployed = await cdk('deploy', '--app', assemblyOf(config), '--all', '--require-approval', 'never');
  if (deployed !== 0)
    return failed('The deploy failed. The stack that failed is as it was before, and its content with it.');
  return report(config);
}

/** The region of the stage, and the one where parts of its edge must be. */
const regionsOf = ({ region, edge }: Config): Set<string> => new Set(edge ? [region, EDGE_REGION] : [region]);

async function report(config: Config): Promise<number> {
  const stage = await deployedStage(config);
  const { address, table, distributionId, distributionName } = stage;
  const asked = askedAt(stage);
  if (address === undefined || asked === undefined || table === undefined)
    return failed('The stacks lack their outputs.');
  // Not the release of the stack: a deploy that leaves the content alone leaves live what was published since.
  const release = (await readPointer(config.region, table)).live?.release;
  if (distributionId !== undefined) await forgetAtEdge(distributionId);
  console.log('Asking the new endpoint …');
  try {
    const { meetings } = await smoke(asked, release);
    console.log(`\nRelease     ${release ?? '(none)'} (${meetings} meetings)`);
    console.log(`Endpoint    ${address}graphql`);
    console.log(`Playground  ${address}`);
    const { domain } = config;
    const missing = domain && distributionName && (await missingInDns(domain.name, distributionName));
    if (missing) console.log(`\n${missing} Until then the endpoint answers at ${asked}.`);
    return 0;
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(why: string): number {
  console.error(why);
  return 1;
}
