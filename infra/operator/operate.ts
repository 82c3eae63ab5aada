import { readFile } from 'node:fs/promises';
import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';
import { type Config, EDGE_REGION, readConfig } from '../stacks/config.ts';
import { stackName } from '../stacks/deployment.ts';
import { accountIn } from './account.ts';
import { cdk } from './cdk.ts';
import type { Options } from './options.ts';
import { smoke } from './smoke.ts';
import { BOOTSTRAP_STACK, findStack, outputOf } from './stacks.ts';

const say = (line: string): void => {
  console.log(line);
};

/** Does what was asked, and resolves with the exit code. */
export async function operate(options: Options): Promise<number> {
  const { context } = JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const config = readConfig(context, options.stage ?? context.stage);
  const account = await accountIn(config.region);
  say(`Stage ${config.stage} in ${config.region}, account ${account}.`);
  if (options.command !== 'destroy' && config.edge && (await isPlaygroundStale())) {
    say('Building the playground …');
    await buildPlayground();
  }
  const assembly = `cdk.out/${config.stage}`;
  // Compiles the content: a bad record ends it here, with all that is wrong on the screen.
  const repair = options.repair ? ['--context', `repair=${new Date().toISOString()}`] : [];
  const synthesized = await cdk(
    ...['synth', '--quiet', '--strict', '--output', assembly, '--context', `stage=${config.stage}`],
    ...repair,
  );
  if (synthesized !== 0) return failed('Nothing was touched.');
  if (options.command === 'diff') return cdk('diff', '--app', assembly, '--all');
  if (options.command === 'destroy') return destroy(config, assembly, options.yes);
  return deploy(config, assembly, account);
}

async function deploy(config: Config, assembly: string, account: string): Promise<number> {
  for (const region of regionsOf(config)) {
    if (await findStack(region, BOOTSTRAP_STACK)) continue;
    say(`Bootstrapping ${region}, once for the account: a bucket and the roles that deploys use.`);
    if ((await cdk('bootstrap', `aws://${account}/${region}`)) !== 0) {
      return failed(`The region ${region} could not be bootstrapped; nothing was deployed.`);
    }
  }
  const deployed = await cdk('deploy', '--app', assembly, '--all', '--require-approval', 'never');
  if (deployed !== 0) {
    return failed('The deploy failed. The stack that failed is as it was before, and its content with it.');
  }
  const [data, api] = await Promise.all(
    ['data', 'api'].map((part) => findStack(config.region, stackName(config.stage, part))),
  );
  const address = outputOf(api, 'Address');
  const release = outputOf(data, 'ReleaseId');
  if (address === undefined || release === undefined) return failed('The stacks lack their outputs.');
  const target = outputOf(api, 'DomainTarget');
  if (target !== undefined)
    say(`The DNS of ${config.domain?.name} must point (CNAME or ALIAS) to ${target}.`);
  say('Asking the new endpoint …');
  try {
    const { meetings } = await smoke(`${address}graphql`, release);
    say(`\nRelease     ${release} (${meetings} meetings)`);
    say(`Endpoint    ${address}graphql`);
    say(`Playground  ${address}`);
    return 0;
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function destroy(config: Config, assembly: string, yes: boolean): Promise<number> {
  const data = await findStack(config.region, stackName(config.stage, 'data'));
  const table = outputOf(data, 'TableName');
  const destroyed = await cdk('destroy', '--app', assembly, '--all', ...(yes ? ['--force'] : []));
  if (destroyed !== 0) return failed('Not all was taken down; see above, and run it again.');
  if (table === undefined || (await findStack(config.region, stackName(config.stage, 'data')))) return 0;
  say(`\nKept: the table ${table} with all its rows. To remove it for good:`);
  say(
    `  aws dynamodb update-table --region ${config.region} --table-name ${table} --no-deletion-protection-enabled`,
  );
  say(`  aws dynamodb delete-table --region ${config.region} --table-name ${table}`);
  say(
    `Kept: what bootstrapping made, which other CDK projects of the account may use (stack ${BOOTSTRAP_STACK}).`,
  );
  return 0;
}

/** The region of the stage, and the one where parts of its edge must be. */
const regionsOf = ({ region, edge }: Config): Set<string> => new Set(edge ? [region, EDGE_REGION] : [region]);

function failed(why: string): number {
  console.error(why);
  return 1;
}
