/** Words that stand for what a reader puts in their place. */
export const STANDS_FOR = /\b(?:ADDRESS|DIR|ID|NAME|OLD|OWNER|QUALIFIER|REGION|SOURCE|STAGE|TAG)\b/g;

/** Names in the documentation that are not in our code, by whom they belong to. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'the AWS command line': [
    ...['update-alias', 'function-name', 'function-version', 'restore-table-to-point-in-time'],
    ...['source-table-name', 'target-table-name', 'restore-date-time', 'set-alarm-state', 'alarm-name'],
    ...['state-value', 'ALARM', 'state-reason'],
  ],
  'the command line of CDK': ['bootstrap-customer-key', 'bootstrap-kms-key-id'],
  CloudFront: ['x-cache', 'Hit'],
  git: ['revert'],
  'what editors and desktops leave behind': ['swp', 'DS_Store'],
  React: ['useQuery', 'useLazyLoadQuery', 'usePaginationFragment'],
  'gql.tada': ['generate-output'],
  'examples of what a reader chooses': ['communique-restored', 'communique-prod-data'],
  'a mistake that is shown': ['Bnope'],
};

/** All of them. */
export const OF_OTHERS: ReadonlySet<string> = new Set(Object.values(NAMES).flat());
