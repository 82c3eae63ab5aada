import type { Config } from '../stacks/config.ts';
import { missingInDns } from './dns.ts';
import { forgetAtEdge } from './invalidate.ts';
import { readPointer } from './read-pointer.ts';
import { smoke } from './smoke.ts';
import { askedAt, deployedStage } from './stage.ts';

/**
 * Ends a deploy: invalidates the edge's cache, queries the endpoint for the live release, and prints its
 * address. It uses CloudFront's own name, and then says what the domain still needs: DNS cannot point there
 * before the first deploy is done.
 *
 * @returns the exit code: also 0 if only DNS is missing, which a deploy cannot change
 */
export async function report(config: Config): Promise<number> {
  const stage = await deployedStage(config);
  const { address, table, distributionId, distributionName } = stage;
  const asked = askedAt(stage);
  if (address === undefined || asked === undefined || table === undefined)
    return failed('The outputs of the stacks are missing.');
  // Not the release in the stack, because a deploy that leaves the content alone keeps what was published
  // since.
  const release = (await readPointer(config.region, table)).live?.release;
  if (distributionId !== undefined) await forgetAtEdge(distributionId);
  console.log('Querying the new endpoint …');
  try {
    const { meetings } = await smoke(asked, release);
    console.log(`\nRelease     ${release ?? '(none)'} (${meetings} meetings)`);
    console.log(`Endpoint    ${address}graphql`);
    console.log(`Playground  ${address}`);
    const missing = await missingFor(config, distributionName);
    if (missing !== undefined) console.log(`\n${missing} Until then, use the endpoint at ${asked}.`);
    return 0;
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** What the domain still needs; undefined if it points to the distribution, or if there is no domain. */
async function missingFor({ domain }: Config, distribution: string | undefined): Promise<string | undefined> {
  if (domain === undefined || distribution === undefined) return undefined;
  const missing = await missingInDns(domain.name, distribution);
  if (missing === undefined || domain.zone === undefined) return missing;
  return `The record of ${domain.name} is in the zone ${domain.zone.name}, but DNS does not show it yet. If that lasts for more than an hour, the registrar lists name servers other than those of the zone ${domain.zone.id}.`;
}

function failed(why: string): number {
  console.error(why);
  return 1;
}
