import { setTimeout as delay } from 'node:timers/promises';

/** What the endpoint was found to serve. */
export interface Served {
  readonly release: string;
  readonly meetings: number;
}

/**
 * Milliseconds between two queries, and the number of queries: an edge needs a moment to pick up a new
 * origin.
 */
const PAUSE = 3_000;
const LOOKS = 20;

/**
 * Queries an endpoint until it serves the wanted release, or any release if none is given.
 *
 * @throws Error with the last answer if it never is
 */
export async function smoke(endpoint: string, wanted: string | undefined, looks = LOOKS): Promise<Served> {
  let last = '';
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) await delay(PAUSE);
    try {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ dataset { release meetings } }' }),
        signal: AbortSignal.timeout(10_000),
      });
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
      const served = datasetIn(last);
      if (served && (wanted === undefined || served.release === wanted)) return served;
    } catch (error) {
      last = error instanceof Error ? `${error.message}${causeOf(error)}` : String(error);
    }
  }
  throw new Error(
    `${endpoint} does not serve ${wanted === undefined ? 'a release' : `the release ${wanted}`}. Its last response: ${last}`,
  );
}

const causeOf = ({ cause }: Error): string => (cause instanceof Error ? ` (${cause.message})` : '');

function datasetIn(answer: string): Served | undefined {
  const [, release, meetings] = /"release":"([^"]+)","meetings":(\d+)/.exec(answer) ?? [];
  return release === undefined ? undefined : { release, meetings: Number(meetings) };
}
