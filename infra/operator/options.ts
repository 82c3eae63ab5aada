import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { typedPath } from '../../schema/record/typed-path.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));

export const USAGE = `Usage:
  npm run deploy   [-- --stage NAME] [--repair]            deploys the code and the content
  npm run publish  [-- --stage NAME] [--content DIR | --release ID | --list]
                                                           deploys only the content, in seconds
  npm run diff     [-- --stage NAME]                       shows what a deploy would change
  npm run logs     [-- --stage NAME] [--errors] [--follow] shows the endpoint's log of the last hour
  npm run doctor   [-- --stage NAME]                       checks the account and the deployment
  npm run rotate   [-- --stage NAME]                       gives the deployment a new secret
  npm run destroy  [-- --stage NAME] [--yes] [--with-data] takes the deployment down
  npm run pipeline -- --repo OWNER/NAME [--branch NAME] [--stage NAME] [--write] [--deploy]
                                                           prints a GitHub workflow that deploys

  --stage NAME   a stage in cdk.json, or a name that matches a pattern there, such as pr-42; the default is context.stage
  --repair       rewrite all content, whatever the table seems to hold
  --content DIR  publish this folder instead of content
  --release ID   go back to an earlier release; the beginning of its id is enough
  --list         show the releases that publish can go back to
  --errors       show only requests with errors, and crashes
  --follow       keep showing new lines until Ctrl-C
  --yes          do not ask for confirmation
  --with-data    also delete what destroy keeps: the table, its backups and the buckets of releases and code
  --repo, --branch  the repository and the branch that may deploy; the default branch is main
  --write        write the workflow to .github/workflows/deploy.yml
  --deploy       also deploy the role that the workflow assumes
`;

export const COMMANDS = [
  'deploy',
  'publish',
  'diff',
  'logs',
  'doctor',
  'rotate',
  'destroy',
  'pipeline',
] as const;
export type Command = (typeof COMMANDS)[number];

const FLAGS = {
  stage: { type: 'string' },
  repair: { type: 'boolean' },
  content: { type: 'string' },
  release: { type: 'string' },
  list: { type: 'boolean' },
  errors: { type: 'boolean' },
  follow: { type: 'boolean' },
  yes: { type: 'boolean' },
  'with-data': { type: 'boolean' },
  repo: { type: 'string' },
  branch: { type: 'string' },
  write: { type: 'boolean' },
  deploy: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** The command that each flag belongs to; `--stage` and `--help` work with all. */
const OWNERS: Readonly<Partial<Record<keyof typeof FLAGS, Command>>> = {
  repair: 'deploy',
  content: 'publish',
  release: 'publish',
  list: 'publish',
  errors: 'logs',
  follow: 'logs',
  yes: 'destroy',
  'with-data': 'destroy',
  repo: 'pipeline',
  branch: 'pipeline',
  write: 'pipeline',
  deploy: 'pipeline',
};

export interface Options {
  readonly command: Command;
  readonly stage: string | undefined;
  readonly repair: boolean;
  /** Folder of the content to publish. */
  readonly content: string;
  /** A kept release to go back to. */
  readonly release: string | undefined;
  readonly list: boolean;
  readonly errors: boolean;
  readonly follow: boolean;
  readonly yes: boolean;
  readonly withData: boolean;
  readonly repo: string | undefined;
  readonly branch: string;
  readonly write: boolean;
  readonly deploy: boolean;
}

/** The command line is invalid; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the arguments of the command line.
 *
 * @returns 'help' if only help is requested
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { positionals, values } = parse(args);
  if (values.help) return 'help';
  const command = COMMANDS.find((each) => each === positionals[0]);
  if (!command || positionals.length > 1) {
    throw new UsageError(
      `Give one of the commands ${COMMANDS.join(', ')}; found ${JSON.stringify(positionals.join(' '))}.`,
    );
  }
  for (const [flag, owner] of Object.entries(OWNERS))
    if (flag in values && owner !== command) throw new UsageError(`--${flag} works only with ${owner}.`);
  const { stage, repo, branch = 'main', content, release } = values;
  if (command === 'pipeline' && !/^[\w.-]+\/[\w.-]+$/.test(repo ?? ''))
    throw new UsageError(
      `--repo must be the OWNER/NAME of a GitHub repository; found ${JSON.stringify(repo ?? '')}.`,
    );
  if (!/^[\w][\w./-]*$/.test(branch))
    throw new UsageError(`--branch must be the name of one branch; found ${JSON.stringify(branch)}.`);
  if (['content', 'release', 'list'].filter((flag) => flag in values).length > 1)
    throw new UsageError('Give only one of --content, --release and --list.');
  if (content === '') throw new UsageError('--content needs the folder to publish.');
  // Otherwise an unset variable in a script would match the release if there is only one in the bucket.
  if (release === '') throw new UsageError('--release needs the id of a release, or the beginning of one.');
  const isSet = (flag: keyof typeof FLAGS): boolean => values[flag] === true;
  return {
    command,
    stage,
    repair: isSet('repair'),
    content: content === undefined ? CONTENT : typedPath(content),
    release,
    list: isSet('list'),
    errors: isSet('errors'),
    follow: isSet('follow'),
    yes: isSet('yes'),
    withData: isSet('with-data'),
    repo,
    branch,
    write: isSet('write'),
    deploy: isSet('deploy'),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
