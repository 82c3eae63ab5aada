import type { Config } from '../stacks/config.ts';
import { missingInDns } from './dns.ts';
import { forgetAtEdge } from './invalidate.ts';
import { readPointer } from './read-pointer.ts';
import { smoke } from './smoke.ts';
import { askedAt, deployedStage } from './stage.ts';

/**
 * Ends a deploy: makes the edge forget what it holds, asks the endpoint for the live release, and says where it is. It asks
 * CloudFront's own name, and only then says what the domain still needs: DNS cannot lead there before the first deploy is done.
 *
 * @returns the exit code: 0 also when only DNS is missing, which is not the deploy's to change
 */
export async function report(config: Config): Promise<number> {
  const stage = await deployedStage(config);
  const { address, table, distributionId, distributionName } = stage;
  const asked = askedAt(stage);
  if (address === undefined || asked === undefined || table === undefined)
    return failed('The stacks lack their outputs.');
  // Not the release of the stack: a deploy that leaves the content alone leaves live what was published since.
  const release = (await readPointer(config.region, table)).live?.release;
  if (distributionId !== undefined) await forgetAtEdge(distributionId);
  console.log('Asking the new endpoint …');
  try {
    const { meetings } = await smoke(asked, release);
    console.log(`\nRelease     ${release ?? '(none)'} (${meetings} meetings)`);
    console.log(`Endpoint    ${address}graphql`);
    console.log(`Playground  ${address}`);
    const { domain } = config;
    const missing = domain && distributionName && (await missingInDns(domain.name, distributionName));
    if (missing) console.log(`\n${missing} Until then the endpoint answers at ${asked}.`);
    return 0;
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(why: string): number {
  console.error(why);
  return 1;
}
