import { parseArgs } from 'node:util';

export const USAGE = `Usage:
  npm run deploy  [-- --stage NAME] [--repair]   puts the code and the content into the cloud
  npm run diff    [-- --stage NAME]              says what a deploy would change
  npm run destroy [-- --stage NAME] [--yes]      takes the deployment down, and keeps its table

  --stage NAME   a stage of cdk.json; without it the one that context.stage there names
  --repair       compare every row of the table with the content, not only what a seed says it wrote
  --yes          do not ask before taking down
`;

export interface Options {
  readonly command: 'deploy' | 'diff' | 'destroy';
  readonly stage: string | undefined;
  readonly repair: boolean;
  readonly yes: boolean;
}

const COMMANDS: readonly Options['command'][] = ['deploy', 'diff', 'destroy'];

/** What was typed makes no sense; the message says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the arguments of the command line.
 *
 * @returns 'help' when that is all that is asked for
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { positionals, values } = parse(args);
  if (values.help) return 'help';
  const command = COMMANDS.find((each) => each === positionals[0]);
  if (!command || positionals.length > 1) {
    throw new UsageError(
      `Say one of ${COMMANDS.join(', ')}; found ${JSON.stringify(positionals.join(' '))}.`,
    );
  }
  const { stage, repair = false, yes = false } = values;
  if (repair && command !== 'deploy') throw new UsageError('--repair goes with deploy only.');
  if (yes && command !== 'destroy') throw new UsageError('--yes goes with destroy only.');
  return { command, stage, repair, yes };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stage: { type: 'string' },
        repair: { type: 'boolean' },
        yes: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
