import { describe, expect, test } from 'vitest';
import { ORIGIN_HEADER } from '../../functions/graphql/origin-secret.ts';
import { fewMeetings } from '../support/curated.ts';
import { describeWhere } from '../support/describe-where.ts';
import { json, runningEndpoint } from './running-endpoint.ts';
import { missingRuntimeClient } from './runtime-client.ts';
import type { Sandbox } from './sandbox.ts';

describeWhere(missingRuntimeClient, 'the bundle of the endpoint, run as Lambda runs it: its secret', () => {
  const running = runningEndpoint(fewMeetings);
  const { sandboxWith, send } = running;

  test.each([
    ['without the secret of the edge', ''],
    ['with another one', 'guessed'],
  ])('a request %s is refused, whatever it requests', async (_what, secret) => {
    for (const target of ['/', '/health', '/graphql?query={__typename}']) {
      const answer = await send({ target, headers: { [ORIGIN_HEADER]: secret } });
      expect(answer.status).toBe(403);
      expect(json(answer)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
  });

  describe('after a rotation of the secret', () => {
    /** One page of meetings, and the cursor at its end. */
    async function page(target: Sandbox, secret: string, after?: string) {
      const query =
        'query ($after: String) { meetings(first: 2, after: $after) { nodes { slug } pageInfo { endCursor } } }';
      const answer = await send(
        {
          method: 'POST',
          body: JSON.stringify({ query, variables: { after } }),
          headers: { 'content-type': 'application/json', [ORIGIN_HEADER]: secret },
        },
        target,
      );
      return { status: answer.status, body: json(answer) as { data?: { meetings: Page }; errors?: unknown } };
    }
    interface Page {
      readonly nodes: readonly { readonly slug: string }[];
      readonly pageInfo: { readonly endCursor: string };
    }

    /** The deployment as it is after so many rotations. */
    const rotated = (times: number): Sandbox =>
      sandboxWith({
        DEPLOYMENT_SECRET: `secret ${times}`,
        ...(times === 0 ? {} : { FORMER_SECRET: `secret ${times - 1}` }),
      });

    test('CloudFront may send the previous secret and old cursors stay valid, until a second rotation', async () => {
      const [before, once, twice] = [rotated(0), rotated(1), rotated(2)];
      try {
        const first = await page(before, 'secret 0');
        const cursor = first.body.data?.meetings.pageInfo.endCursor ?? '';
        const expected = await page(before, 'secret 0', cursor);
        expect(expected.body.data?.meetings.nodes).toHaveLength(2);

        for (const secret of ['secret 0', 'secret 1'])
          expect((await page(once, secret, cursor)).body.data?.meetings.nodes).toEqual(
            expected.body.data?.meetings.nodes,
          );
        // New cursors are of the new secret, and outlive the next rotation.
        const next = (await page(once, 'secret 1')).body.data?.meetings.pageInfo.endCursor ?? '';
        expect(next).not.toBe(cursor);
        expect((await page(twice, 'secret 2', next)).body.data?.meetings.nodes).toEqual(
          expected.body.data?.meetings.nodes,
        );

        expect((await page(twice, 'secret 0')).status).toBe(403);
        expect((await page(twice, 'secret 2', cursor)).body).toMatchObject({
          errors: [{ extensions: { code: 'BAD_CURSOR' } }],
        });
      } finally {
        await Promise.all([before, once, twice].map((each) => each.stop()));
      }
    });
  });

  test('a wrong secret is logged as a failure, because every reader may be getting 403; a missing one is not', async () => {
    const lineAfter = async (secret: string): Promise<unknown> => {
      await send({ target: '/health', headers: { [ORIGIN_HEADER]: secret } });
      return JSON.parse(running.endpoint.sandbox.log().trim().split('\n').at(-1) ?? '');
    };
    expect(await lineAfter('guessed')).toMatchObject({
      level: 'ERROR',
      status: 403,
      codes: ['FORBIDDEN'],
      causes: [expect.stringContaining('npm run deploy')],
      Failures: 1,
      Errors: 1,
      code: 'FORBIDDEN',
    });
    expect(await lineAfter('')).toMatchObject({
      level: 'INFO',
      status: 403,
      codes: ['FORBIDDEN'],
      Failures: 0,
    });
  });

  test('without an edge no secret is required', async () => {
    const open = sandboxWith({ ORIGIN: 'any' });
    try {
      const answer = await send({ target: '/health', headers: { [ORIGIN_HEADER]: '' } }, open);
      expect(answer.status).toBe(200);
    } finally {
      await open.stop();
    }
  });
});
