import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { IAMClient, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import type { Config } from '../stacks/config.ts';
import { accountIn } from './account.ts';
import { cdk } from './cdk.ts';
import type { Options } from './options.ts';
import { WORKFLOW, workflowFor } from './workflow.ts';

/**
 * Prints or writes the workflow that deploys a stage, and deploys its role on request.
 *
 * @returns the exit code
 */
export async function pipeline(
  config: Config,
  { repo = '', branch, write, deploy }: Pick<Options, 'repo' | 'branch' | 'write' | 'deploy'>,
): Promise<number> {
  const workflow = workflowFor(config, branch);
  if (write) {
    await mkdir(dirname(WORKFLOW), { recursive: true });
    await writeFile(WORKFLOW, workflow);
    console.log(`Wrote ${WORKFLOW}. Commit it.`);
  } else if (!deploy) {
    console.log(workflow);
  }
  if (!deploy) return 0;
  const account = await accountIn(config.region);
  const context = {
    stage: config.stage,
    repo,
    branch,
    ...((await trustsGitHub(config.region)) ? { issuer: 'there' } : {}),
  };
  const flags = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  const deployed = await cdk('deploy', '--all', '--require-approval', 'never', ...flags);
  if (deployed !== 0) return 1;
  console.log(
    `The branch ${branch} of ${repo} may now deploy the stage ${config.stage}. Set the repository variable AWS_ACCOUNT_ID to ${account} (gh variable set AWS_ACCOUNT_ID --body ${account}).`,
  );
  return 0;
}

/** An account has one provider per issuer, so a stack cannot create a second one. */
async function trustsGitHub(region: string): Promise<boolean> {
  const client = new IAMClient({ region });
  try {
    const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
    return OpenIDConnectProviderList.some(({ Arn }) => Arn?.endsWith('/token.actions.githubusercontent.com'));
  } finally {
    client.destroy();
  }
}
