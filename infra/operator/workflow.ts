import type { Config } from '../stacks/config.ts';
import { pipelineRole } from '../stacks/pipeline.ts';

/** Where GitHub looks for workflows. */
export const WORKFLOW = '.github/workflows/deploy.yml';

/**
 * A GitHub workflow that deploys a stage when its branch changes. It contains no key: AWS trusts GitHub's
 * token for the run.
 */
export function workflowFor(config: Config, branch: string): string {
  const { stage, region } = config;
  return `# Written by "npm run pipeline". The repository variable AWS_ACCOUNT_ID must contain the AWS account number.
name: Deploy
on:
  push:
    branches: [${JSON.stringify(branch)}]
  workflow_dispatch:
# One deploy after the other: CloudFormation takes no second one, and a cancelled one would have to roll back.
concurrency:
  group: deploy-${stage}
  cancel-in-progress: false
permissions:
  contents: read
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
    timeout-minutes: 90
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - run: npm run check
      - uses: aws-actions/configure-aws-credentials@v5
        with:
          role-to-assume: arn:aws:iam::\${{ vars.AWS_ACCOUNT_ID }}:role/${pipelineRole(config)}
          aws-region: ${region}
      - run: npm run deploy -- --stage ${stage}
`;
}
