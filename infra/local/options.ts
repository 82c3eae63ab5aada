import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { typedPath } from '../../schema/record/typed-path.ts';
import { StartError } from './start-error.ts';

export interface Options {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Additional names by which the server is reached. */
  allowedHosts: readonly string[];
  /** Folder of the records. */
  content: string;
  /** Folder of the database; created if it does not exist. */
  data: string;
}

const inProject = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export const HELP = `Serves the record of diplomatic meetings on this machine, with its own database and no network.

  npm start -- [options]

  --port <number>      PORT         port to listen on; 0 for any free port    (4000)
  --host <address>     HOST         address to listen on; 0.0.0.0 for all     (127.0.0.1: this machine only)
  --allow-host <name>  ALLOW_HOST   another name of this server; repeatable   (localhost and --host always work)
  --content <folder>   CONTENT_DIR  the records                               (content)
  --data <folder>      DATA_DIR     the database, made from the records       (.data)
  --help                            show this help

An option overrides the environment variable next to it. Valid edits in the content folder go live within seconds.
`;

/**
 * The options from the arguments, else the environment, else the defaults.
 *
 * @returns 'help' if it is requested
 * @throws StartError if an option is unknown or invalid
 */
export function optionsOf(args: readonly string[], env: NodeJS.ProcessEnv): Options | 'help' {
  const given = parse(args);
  if (given.help) return 'help';
  const text = (name: 'host' | 'content' | 'data', variable: string | undefined, fallback: string) => {
    // An empty variable counts as unset, as in a shell; an empty option is a mistake.
    if (given[name] === '')
      throw new StartError(`--${name} is empty. Give a value, or leave out the option.`);
    return given[name] ?? (variable || fallback);
  };
  // Defaults are relative to the project, wherever the server is started from.
  const folder = (name: 'content' | 'data', variable: string | undefined, fallback: string) =>
    typedPath(text(name, variable, inProject(fallback)), env);
  return {
    port: portOf(given.port ?? (env.PORT || '4000')),
    host: text('host', env.HOST, '127.0.0.1'),
    allowedHosts: given['allow-host'] ?? namesIn(env.ALLOW_HOST),
    content: folder('content', env.CONTENT_DIR, 'content'),
    data: folder('data', env.DATA_DIR, '.data'),
  };
}

const namesIn = (list = ''): string[] => list.split(/[\s,]+/).filter((name) => name !== '');

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: text,
        host: text,
        'allow-host': { type: 'string', multiple: true },
        content: text,
        data: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : error}\nSee npm start -- --help`);
  }
}

function portOf(given: string): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new StartError(`"${given}" is not a port; give a number from 0 to 65535.`);
}
