import { readFile } from 'node:fs/promises';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { FAILURE_CODES } from '../../functions/graphql/metrics.ts';
import { INDEX } from '../../schema/store/keys.ts';
import { FULL, stackOf, synthesized } from './deployments.ts';

const made = synthesized('plain', 'full', 'bare');

describe('operations', () => {
  /** Which failure raises which alarm: the metric, its dimensions and what it must be above. */
  const MATRIX: readonly (readonly [failure: string, alarm: string, metric: unknown])[] = [
    [
      'an operation fails with INTERNAL, TIMEOUT, UNAVAILABLE or INDEX_UNAVAILABLE at status 200',
      'Failures',
      ofStage('Failures', 0),
    ],
    [
      'clients get THROTTLED at status 200',
      'Throttled',
      ofStage('Errors', 5, { Name: 'code', Value: 'THROTTLED' }),
    ],
    ['the function crashes, times out or does not start', 'Errors', ofFunction('Errors', 0, 'Graphql')],
    ['Lambda turns requests away', 'Throttles', ofFunction('Throttles', 0, 'Graphql')],
    ['one request in a hundred is slow', 'Slow', ofFunction('Duration', 2_000, 'Graphql')],
    ['a seed fails', 'SeedFailures', ofFunction('Errors', 0, 'Seed')],
    ['the table throttles reads', 'TableThrottles', throttledReads()],
    [
      "the table's index throttles reads",
      'IndexThrottles',
      throttledReads({ Name: 'GlobalSecondaryIndexName', Value: INDEX.name }),
    ],
    [
      'CloudFront answers with 5xx',
      'EdgeFailures',
      { Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate', Threshold: 1 },
    ],
  ];

  test.each(MATRIX)(
    'when %s raise the alarm %s, which tells the topic and says what to do',
    (_failure, id, metric) => {
      const alarms = stackOf(made.plain, 'operations').findResources('AWS::CloudWatch::Alarm');
      const found = Object.entries(alarms).filter(([logical]) => logical.slice(0, -8) === id);
      expect(found).toHaveLength(1);
      for (const [, { Properties }] of found) {
        expect(Properties).toMatchObject(metric as object);
        expect(Properties).toMatchObject({
          AlarmActions: [{ Ref: expect.stringMatching(/^Alarms/) }],
          OKActions: [{ Ref: expect.stringMatching(/^Alarms/) }],
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
        });
        expect(Properties.AlarmDescription).toMatch(/\.$/);
      }
    },
  );

  test('have no alarm besides', () => {
    const alarms = Object.keys(stackOf(made.plain, 'operations').findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.map((id) => id.slice(0, -8)).sort()).toEqual(MATRIX.map(([, id]) => id).sort());
  });

  test('are listed in the README, with the number that each is above', async () => {
    const readme = await readFile('infra/README.md', 'utf8');
    const [, section = ''] = /\n## Alarms\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const listed = [...section.matchAll(/^\| .* \| ([A-Z]\w+(?:, [A-Z]\w+)*) \| (\d*) ?\|$/gm)].flatMap(
      ([, names = '', above = '']) => names.split(', ').map((name) => [name, above] as const),
    );
    const thresholds = new Map(
      [made.plain, made.bare].flatMap((each) =>
        Object.entries(stackOf(each, 'operations').findResources('AWS::CloudWatch::Alarm')).map(
          ([id, { Properties }]) => [id.slice(0, -8), Properties.Threshold as number] as const,
        ),
      ),
    );
    expect(new Set(listed.map(([name]) => name))).toEqual(new Set(thresholds.keys()));
    for (const [name, above] of listed)
      if (above !== '') expect(thresholds.get(name), name).toBe(Number(above));
  });

  test('of failed requests name every code that counts as a failure, as the documentation does', async () => {
    const readme = await readFile('infra/README.md', 'utf8');
    const row =
      /^\| an operation fails with (.*), even at status 200 \| Failures \|/m.exec(readme)?.[1] ?? '';
    expect(Array.from(row.matchAll(/`(\w+)`/g), ([, code]) => code)).toEqual(FAILURE_CODES);
    stackOf(made.plain, 'operations').hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Failures',
      AlarmDescription: Match.stringLikeRegexp(`\\(${FAILURE_CODES.join(', ')}\\).* secret `),
    });
  });

  test('in another region watch the edge from where its metrics are', () => {
    stackOf(made.full, 'edge-alarms').hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5xxErrorRate',
    });
    stackOf(made.full, 'firewall').hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' });
  });

  test('without an edge watch the function URL', () => {
    stackOf(made.bare, 'operations').hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Url5xxCount',
    });
  });

  test('send e-mails and keep a budget only when they know to whom', () => {
    stackOf(made.plain, 'operations').resourceCountIs('AWS::SNS::Subscription', 0);
    stackOf(made.plain, 'operations').resourceCountIs('AWS::Budgets::Budget', 0);
    stackOf(made.full, 'operations').hasResourceProperties('AWS::SNS::Subscription', {
      Endpoint: FULL.alarmEmail,
    });
    stackOf(made.full, 'operations').hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: FULL.budget, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    });
  });

  test('forget logs after the days that are set', () => {
    for (const [{ templates }, days] of [
      [made.plain, 30],
      [made.full, FULL.logDays],
    ] as const) {
      const groups = Object.values(templates).flatMap((template) =>
        Object.values(template.findResources('AWS::Logs::LogGroup')),
      );
      expect(groups.length).toBeGreaterThanOrEqual(6);
      for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(days);
    }
  });
});

function ofStage(MetricName: string, Threshold: number, ...more: object[]) {
  const Dimensions = expect.arrayContaining([{ Name: 'stage', Value: 'test' }, ...more]);
  return { Namespace: 'Communique', MetricName, Threshold, Statistic: 'Sum', Dimensions };
}

function ofFunction(MetricName: string, Threshold: number, id: string) {
  // A version or an alias would be a dimension of its own, and leave the rest out.
  const OutputName = expect.stringMatching(new RegExp(`^PublishOutputRef${id}[0-9A-F]{16}$`));
  const Value = { 'Fn::GetStackOutput': expect.objectContaining({ OutputName }) };
  const Dimensions = [{ Name: 'FunctionName', Value }];
  return { Namespace: 'AWS/Lambda', MetricName, Threshold, Dimensions };
}

function throttledReads(...index: object[]) {
  const Dimensions = [...index, { Name: 'TableName', Value: expect.anything() }];
  return { Namespace: 'AWS/DynamoDB', MetricName: 'ReadThrottleEvents', Threshold: 10, Dimensions };
}

describe('every topic', () => {
  test('lets CloudWatch and Budgets of its own account publish, over TLS only', () => {
    const topics = [made.plain, made.full, made.bare].flatMap(({ templates }) =>
      Object.values(templates).flatMap((template) => {
        const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
        return Object.keys(template.findResources('AWS::SNS::Topic')).map((topic) =>
          policies.filter(({ Properties }) => JSON.stringify(Properties.Topics) === `[{"Ref":"${topic}"}]`),
        );
      }),
    );
    expect(topics.length).toBeGreaterThanOrEqual(4);
    for (const policies of topics) {
      const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
      for (const service of ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']) {
        expect(statements).toContainEqual(
          expect.objectContaining({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: service },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        );
      }
      expect(statements.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
        { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]);
    }
  });
});
