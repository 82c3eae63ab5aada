import { setTimeout as delay } from 'node:timers/promises';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Config } from '../stacks/config.ts';
import { readLogLine } from './log-line.ts';
import { OperatorError } from './operator-error.ts';
import { type Mapper, PLACE, sourceMaps } from './source-map.ts';
import { deployedStage } from './stage.ts';

/**
 * In milliseconds: how far back the log is shown, how often `--follow` polls, and how late CloudWatch may
 * show a line.
 */
const BACK = 60 * 60_000;
const PAUSE = 2_000;
const LATE = 15_000;

/**
 * Prints the endpoint's log, one line per request, as the local server prints it.
 *
 * @returns the exit code; with `follow` it runs until the process is stopped
 */
export async function showLogs(
  config: Config,
  { errors, follow }: { readonly errors: boolean; readonly follow: boolean },
): Promise<number> {
  const { logGroup, codeBucket } = await deployedStage(config);
  if (logGroup === undefined)
    throw new OperatorError(
      `The stage ${config.stage} is not deployed in ${config.region}, so there is no log.`,
    );
  const client = new CloudWatchLogsClient({ region: config.region });
  const mapOf = sourceMaps(config.region, codeBucket);
  const seen = new Set<string>();
  let from = Date.now() - BACK;
  try {
    for (;;) {
      const until = Date.now();
      let nextToken: string | undefined;
      do {
        const page = await client.send(
          new FilterLogEventsCommand({ logGroupName: logGroup, startTime: from, nextToken }),
        );
        for (const { eventId = '', message = '' } of page.events ?? []) {
          if (seen.has(eventId)) continue;
          seen.add(eventId);
          const line = await shown(message, errors, mapOf);
          if (line !== undefined) console.log(line);
        }
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      if (!follow) return 0;
      from = until - LATE;
      await delay(PAUSE);
    }
  } finally {
    client.destroy();
  }
}

async function shown(
  message: string,
  onlyErrors: boolean,
  mapOf: (version: string) => Promise<Mapper>,
): Promise<string | undefined> {
  const line = readLogLine(message);
  if (line === undefined || (onlyErrors && !line.isError)) return undefined;
  return line.version === undefined || line.text.search(PLACE) === -1
    ? line.text
    : (await mapOf(line.version))(line.text);
}
