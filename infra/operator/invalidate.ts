import { randomUUID } from 'node:crypto';
import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { EDGE_REGION } from '../stacks/config.ts';

/**
 * Invalidates the edge's cache of `/graphql`, so that the next request of each kind gets the new release.
 * CloudFront takes some seconds, and the first thousand paths of a month are free.
 */
export async function forgetAtEdge(distributionId: string): Promise<void> {
  const client = new CloudFrontClient({ region: EDGE_REGION });
  try {
    await client.send(
      new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: { CallerReference: randomUUID(), Paths: { Quantity: 1, Items: ['/graphql*'] } },
      }),
    );
  } finally {
    client.destroy();
  }
}
