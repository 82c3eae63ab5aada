import { readFile } from 'node:fs/promises';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../infra/stacks/config.ts';

const said = (settings: unknown, stage: unknown = 'test'): string => {
  try {
    readConfig({ stage, stages: { test: settings } });
    return 'nothing';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

describe('the configuration', () => {
  test('needs a region and fills in the rest', () => {
    expect(readConfig({ stage: 'test', stages: { test: { region: 'eu-west-1' } } })).toEqual({
      stage: 'test',
      qualifier: 'hnb659fds',
      region: 'eu-west-1',
      edge: true,
      memory: 1024,
      webAcl: false,
      tracing: false,
      rollout: 'all-at-once',
      budget: 20,
      logDays: 30,
    });
  });

  test('of every stage in cdk.json can be used', async () => {
    const { context } = JSON.parse(await readFile('cdk.json', 'utf8')) as {
      context: { stage: string; stages: Record<string, unknown> };
    };
    expect(Object.keys(context.stages)).toContain(context.stage);
    for (const name of Object.keys(context.stages)) {
      const stage = name.replace('*', '42');
      expect(readConfig({ stage, stages: context.stages }).stage).toBe(stage);
    }
  });

  const wrong: readonly [string, unknown, string][] = [
    ['region', {}, 'stages.test.region: found nothing; allowed: an AWS region'],
    [
      'region',
      { region: 'eu-centrl-1' },
      'stages.test.region: found "eu-centrl-1"; allowed: an AWS region; did you mean eu-central-1?',
    ],
    [
      'region',
      { region: 'eu-central-2' },
      'stages.test.region: found "eu-central-2"; allowed: a region whose Lambda has function URLs: ',
    ],
    ['edge', { edge: 'yes' }, 'stages.test.edge: found "yes"; allowed: true or false'],
    [
      'memory',
      { memory: 64 },
      'stages.test.memory: found 64; allowed: a whole number of megabytes from 256 to 10240',
    ],
    [
      'memory',
      { memory: 512.5 },
      'stages.test.memory: found 512.5; allowed: a whole number of megabytes from 256 to 10240',
    ],
    ['webAcl', { webAcl: 1 }, 'stages.test.webAcl: found 1; allowed: true or false'],
    ['alarmEmail', { alarmEmail: 'me' }, 'stages.test.alarmEmail: found "me"; allowed: an e-mail address'],
    ['budget', { budget: 0 }, 'stages.test.budget: found 0; allowed: a number of US dollars above 0'],
    [
      'logDays',
      { logDays: 31 },
      'stages.test.logDays: found 31; allowed: a number of days that CloudWatch accepts',
    ],
    ['tracing', { tracing: 'on' }, 'stages.test.tracing: found "on"; allowed: true or false'],
    [
      'rollout',
      { rollout: 'slow' },
      'stages.test.rollout: found "slow"; allowed: one of all-at-once, canary, linear',
    ],
    [
      'concurrency',
      { concurrency: 0 },
      'stages.test.concurrency: found 0; allowed: a whole number of concurrent requests, 1 or more',
    ],
    [
      'maxReadUnits',
      { maxReadUnits: 1.5 },
      'stages.test.maxReadUnits: found 1.5; allowed: a whole number of units a second, 1 or more',
    ],
    [
      'a domain alone',
      { domain: { name: 'a.example.org' } },
      'stages.test.domain: found {"name":"a.example.org"}; allowed: a certificate, or a zone in which the deploy can create one',
    ],
    [
      'a name outside of its zone',
      { domain: { name: 'a.example.org', zone: { id: 'Z1', name: 'example.com' } } },
      'stages.test.domain.name: found "a.example.org"; allowed: a name in the zone',
    ],
    [
      'a misspelt zone',
      { domain: { name: 'a.example.org', zone: { id: 'Z1', nam: 'example.org' } } },
      'stages.test.domain.zone.nam: no such setting; allowed: id, name',
    ],
    ['table', { table: 'a b' }, 'stages.test.table: found "a b"; allowed: the name of a DynamoDB table'],
    [
      'domain.certificate',
      { domain: { name: 'a.example.org', certificate: 'arn:aws:acm:eu-west-1:123456789012:certificate/x' } },
      'allowed: the ARN of an ACM certificate in us-east-1',
    ],
    [
      'domain.name',
      { domain: { name: 'a b', certificate: '' } },
      'stages.test.domain.name: found "a b"; allowed: a host name',
    ],
    [
      'a misspelt setting',
      { memroy: 512 },
      'stages.test.memroy: no such setting; allowed: region, edge, memory',
    ],
    ['a misspelt setting', { memroy: 512 }, 'did you mean memory?'],
    [
      'a web ACL without an edge',
      { edge: false, webAcl: true },
      'stages.test.webAcl: found true; allowed: false, or edge',
    ],
    ['a whole stage', 7, 'stages.test: found 7; allowed: an object'],
  ];
  test.each(wrong)('refuses %s with its name and what is allowed: %j', (_name, settings, message) => {
    const region =
      typeof settings === 'object' && !message.includes('.region') ? { region: 'eu-west-1' } : {};
    expect(said(typeof settings === 'object' ? { ...region, ...settings } : settings)).toContain(message);
  });

  test('accepts an AWS region or says at once why not', () => {
    for (const { name, partition } of RegionInfo.regions) {
      const message = said({ region: name });
      if (message === 'nothing') expect(partition).toBe('aws');
      else
        expect(message).toMatch(/allowed: a region whose Lambda has function URLs: |allowed: an AWS region/);
    }
    for (const region of ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'sa-east-1', 'af-south-1'])
      expect(said({ region })).toBe('nothing');
  });

  test('reports all errors at once', () => {
    expect(said({ region: 'x', memory: 1, edge: 0 }).split('\n')).toHaveLength(3);
  });

  test.each(['', 'Prod', '1st', 'a-name-of-more-than-twenty-letters', 7])('refuses the stage %j', (stage) => {
    expect(said({ region: 'eu-west-1' }, stage)).toMatch(/^stage: found .*; allowed: lower-case letters/);
  });

  test('of a stage comes from its exact name, else from the longest matching pattern', () => {
    const stages = {
      'pr-*': { region: 'eu-west-1' },
      'pr-big-*': { region: 'eu-west-2' },
      'pr-1': { region: 'eu-west-3' },
    };
    const regionOf = (stage: string) => readConfig({ stage, stages }).region;
    expect(['pr-42', 'pr-big-1', 'pr-1'].map(regionOf)).toEqual(['eu-west-1', 'eu-west-2', 'eu-west-3']);
    expect(() => regionOf('pr-')).toThrow(/^stage: found "pr-"; allowed: one of pr-\*, pr-big-\*, pr-1/);
    expect(() => regionOf('prod')).toThrow(/allowed: one of pr-\*/);
  });

  test('lists the stages if an unknown one is requested', () => {
    expect(said({ region: 'eu-west-1' }, 'prod')).toBe(
      'stage: found "prod"; allowed: one of test (see cdk.json)',
    );
  });
});
