import { beforeEach, describe, expect, test, vi } from 'vitest';
import { report } from '../../infra/operator/finish-deploy.ts';
import { stacks } from './aws.ts';
import { naming } from './name-server.ts';
import { DISTRIBUTION, OUTPUTS, operating, pointerItem, RELEASE, stage } from './operating.ts';

// Waiting between two looks at the endpoint is all that is done with it.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));

const DOMAIN = 'record.example.org';
const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/x';
const withDomain = stage({ domain: { name: DOMAIN, certificate: CERTIFICATE } });
const atDomain = {
  ...OUTPUTS,
  'communique-prod-api': { ...OUTPUTS['communique-prod-api'], Address: `https://${DOMAIN}/` },
};

const world = operating();
const names = naming();
beforeEach(() => {
  names.leads = { [DISTRIBUTION]: { addresses: ['192.0.2.1', '192.0.2.2'] } };
  world.aws.answers = {
    'cloudformation:DescribeStacks': stacks(OUTPUTS),
    'dynamodb:GetItem': pointerItem(),
    'cloudfront:CreateInvalidation': '<Invalidation><Id>I1</Id></Invalidation>',
  };
});

test('a deploy invalidates /graphql* before it queries the endpoint, and prints what is live and where', async () => {
  let forgotten = '';
  world.aws.answers = {
    ...world.aws.answers,
    'cloudfront:CreateInvalidation': ({ path = '', body = '' }) => {
      forgotten = `${path} ${/<Path>(.*)<\/Path>/.exec(body)?.[1]}`;
      return '<Invalidation><Id>I1</Id></Invalidation>';
    },
  };
  expect(await report(stage())).toBe(0);
  expect(forgotten).toBe('/2020-05-31/distribution/E111/invalidation /graphql*');
  const { asked } = world.aws;
  expect(asked.indexOf('cloudfront:CreateInvalidation')).toBeLessThan(asked.indexOf(`https:${DISTRIBUTION}`));
  expect(world.said).toEqual([
    'Querying the new endpoint …',
    '',
    `Release     ${RELEASE} (7 meetings)`,
    `Endpoint    https://${DISTRIBUTION}/graphql`,
    `Playground  https://${DISTRIBUTION}/`,
  ]);
});

test('a deploy without an edge queries the function URL and invalidates nothing', async () => {
  const api = { Address: 'https://abc.lambda-url.us-east-1.on.aws/' };
  world.aws.answers = {
    ...world.aws.answers,
    'cloudformation:DescribeStacks': stacks({ ...OUTPUTS, 'communique-prod-api': api }),
  };
  expect(await report(stage({ edge: false }))).toBe(0);
  expect(world.fetched).toEqual(['abc.lambda-url.us-east-1.on.aws/graphql']);
  expect(world.aws.asked).not.toContain('cloudfront:CreateInvalidation');
});

describe('a deploy with a domain', () => {
  beforeEach(() => {
    world.aws.answers = {
      ...world.aws.answers,
      'cloudformation:DescribeStacks': stacks(atDomain),
    };
  });

  const needed = `The DNS of ${DOMAIN} must point to ${DISTRIBUTION}, by a CNAME record, or by an ALIAS record at the top of a zone. `;
  const until = `; a change may take as long as its TTL to take effect. Until then, use the endpoint at https://${DISTRIBUTION}/graphql.`;

  test.each([
    ['has no record', {}, 'It has no record yet'],
    [
      'leads to another name',
      { [DOMAIN]: { alias: 'old.example.net' }, 'old.example.net': { addresses: ['198.51.100.1'] } },
      'It points to old.example.net',
    ],
    ['leads to another address', { [DOMAIN]: { addresses: ['198.51.100.1'] } }, 'It points to 198.51.100.1'],
  ])(
    "whose name %s is done, at CloudFront's own name, and says what DNS needs",
    async (_what, leads, now) => {
      names.leads = { ...names.leads, ...leads };
      expect(await report(withDomain)).toBe(0);
      expect(world.fetched).toEqual([`${DISTRIBUTION}/graphql`]);
      expect(world.said).toContain(`Endpoint    https://${DOMAIN}/graphql`);
      expect(world.said.at(-1)).toBe(`${needed}${now}${until}`);
    },
  );

  test.each([
    ['a CNAME record', { [DOMAIN]: { alias: DISTRIBUTION } }],
    ['an ALIAS record, which shows as addresses', { [DOMAIN]: { addresses: ['192.0.2.2'] } }],
  ])('whose name points there by %s prints nothing more', async (_what, leads) => {
    names.leads = { ...names.leads, ...leads };
    expect(await report(withDomain)).toBe(0);
    expect(world.fetched).toEqual([`${DISTRIBUTION}/graphql`]);
    expect(world.said.at(-1)).toBe(`Playground  https://${DOMAIN}/`);
  });

  test('whose record the deploy created itself says that DNS may be slow or have other name servers', async () => {
    const zone = { id: 'Z0123456789', name: 'example.org' };
    expect(await report(stage({ domain: { name: DOMAIN, zone } }))).toBe(0);
    expect(world.said.at(-1)).toBe(
      `The record of ${DOMAIN} is in the zone example.org, but DNS does not show it yet. If that lasts for more than an hour, the registrar lists name servers other than those of the zone Z0123456789. Until then, use the endpoint at https://${DISTRIBUTION}/graphql.`,
    );
  });

  test('whose endpoint does not answer fails, whatever DNS says', async () => {
    names.leads = { ...names.leads, [DOMAIN]: { alias: DISTRIBUTION } };
    world.serve(undefined);
    expect(await report(withDomain)).toBe(1);
    expect(world.said.at(-1)).toBe(
      `https://${DISTRIBUTION}/graphql does not serve the release ${RELEASE}. Its last response: fetch failed (ENOTFOUND)`,
    );
  });
});

test('a deploy fails while the endpoint serves another release', async () => {
  world.serve('c'.repeat(64));
  expect(await report(stage())).toBe(1);
  expect(world.fetched.length).toBeGreaterThan(5);
  expect(world.said.at(-1)).toMatch(/ does not serve the release a{64}\. Its last response: 200 .*c{64}/);
});

test('missing outputs of stacks are reported', async () => {
  world.aws.answers = { 'cloudformation:DescribeStacks': stacks({}) };
  expect(await report(stage())).toBe(1);
  expect(world.said).toEqual(['The outputs of the stacks are missing.']);
});
