import { createInterface } from 'node:readline/promises';
import { TOOLKIT } from '../stacks/bootstrap.ts';
import type { Config } from '../stacks/config.ts';
import { cdk } from './cdk.ts';
import { OperatorError } from './operator-error.ts';
import { removeBucket, removeTable } from './remove-data.ts';
import { type Deployed, deployedStage } from './stage.ts';
import { assemblyOf, synth } from './synth.ts';

/**
 * Takes a stage down. The table and the buckets stay unless they are to go too.
 *
 * @returns the exit code
 */
export async function destroy(
  config: Config,
  { yes, withData }: { readonly yes: boolean; readonly withData: boolean },
): Promise<number> {
  const deployed = await deployedStage(config);
  if (withData && !(await isAgreed(config, deployed, yes))) return 1;
  if (!(await synth(config))) return 1;
  const force = yes || withData ? ['--force'] : [];
  if ((await cdk('destroy', '--app', assemblyOf(config), '--all', ...force)) !== 0) {
    console.error('Some stacks are left; see above, and run it again.');
    return 1;
  }
  const after = await deployedStage(config);
  // Answered with no: nothing was taken down.
  if (after.table !== undefined) return 0;
  if (withData) await removeData(config, deployed);
  else sayWhatIsKept(config, deployed);
  console.log(
    `Kept: what bootstrapping made, which other CDK projects of the account may use (stack ${TOOLKIT}).`,
  );
  return 0;
}

async function isAgreed({ stage }: Config, { table, buckets }: Deployed, yes: boolean): Promise<boolean> {
  console.log(
    `This deletes for good: the table ${table ?? '(none)'} with all its rows and every backup of the last 35 days, and ${
      buckets.length === 0 ? 'no bucket' : `the buckets ${buckets.join(', ')} with all releases and code`
    }. The records in content/ stay.`,
  );
  if (yes) return true;
  if (!process.stdin.isTTY)
    throw new OperatorError('There is no terminal to ask at: add --yes if that is what you want.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`Type the name of the stage (${stage}) to go on: `)) === stage;
  } finally {
    terminal.close();
  }
}

async function removeData({ region }: Config, { table, buckets }: Deployed): Promise<void> {
  if (table !== undefined) {
    await removeTable(region, table);
    console.log(`Deleted: the table ${table}.`);
  }
  for (const bucket of buckets) {
    await removeBucket(region, bucket);
    console.log(`Deleted: the bucket ${bucket}.`);
  }
}

function sayWhatIsKept({ region }: Config, { table, buckets }: Deployed): void {
  if (table !== undefined) {
    console.log(`\nKept: the table ${table} with all its rows. To delete it for good:`);
    console.log(
      `  aws dynamodb update-table --region ${region} --table-name ${table} --no-deletion-protection-enabled`,
    );
    console.log(`  aws dynamodb delete-table --region ${region} --table-name ${table}`);
  }
  for (const bucket of buckets) {
    console.log(`Kept: the bucket ${bucket}. To delete it for good:`);
    console.log(`  aws s3 rb --region ${region} --force s3://${bucket}`);
  }
}
