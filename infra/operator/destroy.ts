import { createInterface } from 'node:readline/promises';
import { toolkitOf } from '../stacks/bootstrap.ts';
import type { Config } from '../stacks/config.ts';
import { stackName } from '../stacks/stack-name.ts';
import { cdk } from './cdk.ts';
import { OperatorError } from './operator-error.ts';
import { removeBucket, removeTable } from './remove-data.ts';
import { type Deployed, outputsOf, regionOf, stacksOf } from './stage.ts';

/** What a destroy leaves behind unless told to delete it. */
type Kept = Pick<Deployed, 'table' | 'buckets'>;

/**
 * Takes a stage down. The table and the buckets are kept unless they are to be deleted as well. Works from
 * what is deployed, so neither the content nor the code needs to be valid.
 *
 * @returns the exit code
 */
export async function destroy(
  config: Config,
  { yes, withData }: { readonly yes: boolean; readonly withData: boolean },
): Promise<number> {
  const stacks = await stacksOf(config);
  if (stacks.size === 0) {
    console.log(
      `The stage ${config.stage} has no stacks in ${config.region}: there is nothing to take down.`,
    );
    return 0;
  }
  const deployed = outputsOf(config, stacks);
  if (withData && !(await isAgreed(config, deployed, yes))) return 1;
  const force = yes || withData ? ['--force'] : [];
  const names = [...stacks.keys()]
    .map((part) => `${stackName(config.stage, part)}@${regionOf(part, config)}`)
    .join(',');
  const app = `"${process.execPath}" infra/teardown.ts`;
  const output = `cdk.out/${config.stage}-teardown`;
  const done = await cdk('destroy', '--all', ...force, '--app', app, '-o', output, '-c', `stacks=${names}`);
  if (done !== 0) {
    // Only the outputs of a stack name what it keeps, and a second run cannot find those of a deleted stack.
    // If the credentials have expired meanwhile, everything that was there is listed.
    const left = await stacksOf(config).catch(() => undefined);
    sayWhatIsKept(config, left ? without(deployed, outputsOf(config, left)) : deployed);
    console.error('Some stacks are left; see above, and run the command again.');
    return 1;
  }
  // The user answered no: nothing was taken down.
  if ((await stacksOf(config)).size > 0) return 0;
  if (withData) await removeData(config, deployed);
  else sayWhatIsKept(config, deployed);
  console.log(
    `Kept: the bootstrap resources, which other CDK projects in the account may use (stack ${toolkitOf(config.qualifier)}).`,
  );
  return 0;
}

/** The table and the buckets that stacks named before but no longer do. */
const without = (before: Deployed, now: Deployed): Kept => ({
  table: before.table === now.table ? undefined : before.table,
  buckets: before.buckets.filter((bucket) => !now.buckets.includes(bucket)),
});

async function isAgreed({ stage }: Config, { table, buckets }: Kept, yes: boolean): Promise<boolean> {
  console.log(
    `This permanently deletes the table ${table ?? '(none)'} with all its rows and every backup of the last 35 days, and ${
      buckets.length === 0 ? 'no bucket' : `the buckets ${buckets.join(', ')} with all releases and code`
    }. The records in content/ are kept.`,
  );
  if (yes) return true;
  if (!process.stdin.isTTY)
    throw new OperatorError('There is no terminal for a confirmation. Add --yes to go ahead.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`Type the name of the stage (${stage}) to continue: `)) === stage;
  } finally {
    terminal.close();
  }
}

/** Deletes what is kept; if that fails, lists what is left, because no stack names it any more. */
async function removeData(config: Config, { table, buckets }: Kept): Promise<void> {
  const { region } = config;
  let left: Kept = { table, buckets };
  try {
    if (table !== undefined) {
      await removeTable(region, table);
      left = { table: undefined, buckets };
      console.log(`Deleted: the table ${table}.`);
    }
    for (const bucket of buckets) {
      await removeBucket(region, bucket);
      left = { ...left, buckets: left.buckets.filter((each) => each !== bucket) };
      console.log(`Deleted: the bucket ${bucket}.`);
    }
  } catch (error) {
    sayWhatIsKept(config, left);
    throw error;
  }
}

function sayWhatIsKept({ region }: Config, { table, buckets }: Kept): void {
  if (table !== undefined) {
    console.log(`\nKept: the table ${table} with all its rows. To delete it permanently:`);
    console.log(
      `  aws dynamodb update-table --region ${region} --table-name ${table} --no-deletion-protection-enabled`,
    );
    console.log(`  aws dynamodb delete-table --region ${region} --table-name ${table}`);
  }
  for (const bucket of buckets) {
    console.log(`Kept: the bucket ${bucket}. To delete it permanently:`);
    console.log(`  aws s3 rb --region ${region} --force s3://${bucket}`);
  }
}
