import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fewMeetings } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { json, runningEndpoint } from './running-endpoint.ts';
import { missingRuntimeClient } from './runtime-client.ts';

describeWhere(missingRuntimeClient, 'the bundle of the endpoint, run as Lambda runs it: silence', () => {
  const running = runningEndpoint(fewMeetings);
  const { sandboxWith, post } = running;

  describe('when DynamoDB or S3 does not answer', () => {
    let silent: Server;
    let address: string;
    beforeAll(async () => {
      silent = createServer(() => {});
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      silent.closeAllConnections();
      silent.close();
    });

    test('the client gets an error about a silent database before the function times out', async () => {
      const waiting = sandboxWith({ AWS_ENDPOINT_URL_DYNAMODB: address });
      try {
        const answer = await post({ query: '{ dataset { release } }' }, waiting);
        expect(json(answer)).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
        expect(waiting.log()).toContain('TimeoutError');
      } finally {
        await waiting.stop();
      }
    });

    test('a search gets an error about a silent bucket before the function times out', async () => {
      const waiting = sandboxWith({ AWS_ENDPOINT_URL_S3: address });
      try {
        const answer = await post({ query: '{ search(query: "Ukraine") { totalCount } }' }, waiting);
        expect(json(answer)).toMatchObject({ errors: [{ extensions: { code: 'INDEX_UNAVAILABLE' } }] });
        expect(waiting.log()).toContain('the bucket did not answer in time');
      } finally {
        await waiting.stop();
      }
    });

    test('a function that times out is replaced by one that answers', async () => {
      const hasty = sandboxWith({ AWS_ENDPOINT_URL_DYNAMODB: address }, { timeout: 1.5 });
      try {
        const answer = await post({ query: '{ dataset { release } }' }, hasty);
        expect(answer).toMatchObject({ status: 502, body: Buffer.from('timed out') });
        expect(await post({ query: '{ __schema { queryType { name } } }' }, hasty)).toMatchObject({
          status: 502,
        });
        expect(hasty.starts).toBe(2);
      } finally {
        await hasty.stop();
      }
    });
  });
});
