import { describe, expect, test } from 'vitest';
import { bootstrapArguments } from '../../infra/operator/bootstrap.ts';
import { QUALIFIER } from '../../infra/stacks/bootstrap.ts';
import { readConfig } from '../../infra/stacks/config.ts';
import { stackOf, statementsOf, synthesized } from './deployments.ts';
import type { Synthesized } from './synth.ts';

/** `full` is on a bootstrap with the qualifier `mine`. */
const made = synthesized('plain', 'full');

const textOf = ({ templates }: Synthesized): string =>
  JSON.stringify(Object.values(templates).map((template) => template.toJSON()));
const configOn = (context: object) =>
  readConfig({ ...context, stage: 'test', stages: { test: { region: 'eu-west-1' } } });

describe('a bootstrap with a custom qualifier', () => {
  test('is the one that every stack uses', () => {
    expect(textOf(made.plain)).toContain('cdk-hnb659fds-assets-');
    expect(textOf(made.full)).toContain('cdk-mine-assets-');
    expect(textOf(made.full)).not.toContain('hnb659fds');
  });

  test("has its own stack, and leaves that of the account's other projects alone", () => {
    const made = (context: object) => bootstrapArguments('123456789012', 'eu-west-1', configOn(context));
    const at = ['bootstrap', 'aws://123456789012/eu-west-1', '--qualifier'];
    expect(made({})).toEqual([...at, 'hnb659fds', '--toolkit-stack-name', 'CDKToolkit']);
    expect(made({ [QUALIFIER]: 'mine' })).toEqual([...at, 'mine', '--toolkit-stack-name', 'CDKToolkit-mine']);
  });

  test.each(['', 'Mine', 'my-own', 'elevenchars', 7])('is refused when it is %j', (qualifier) => {
    expect(() => configOn({ [QUALIFIER]: qualifier })).toThrow(
      `${QUALIFIER}: found ${JSON.stringify(qualifier)}; allowed: at most 10 lower-case letters and digits`,
    );
  });
});

describe('a bucket of assets under a key of the account', () => {
  test.each([
    ['the seed', 'data', 'SeedRole'],
    ['what copies the playground', 'api', 'CustomCDKBucketDeployment'],
  ])('is read by %s, which may decrypt what is in it and nothing else', (_who, part, role) => {
    const statements = statementsOf(stackOf(made.plain, part), role);
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith('kms:'))).toEqual(['kms:Decrypt']);
    const name = { 'Fn::Sub': expect.stringMatching(/^cdk-hnb659fds-assets-\S+-us-east-1$/) };
    const arn = (...path: string[]) => ({ 'Fn::Join': ['', ['arn:aws:s3:::', name, ...path]] });
    expect(statements.find(({ Action }) => Action === 'kms:Decrypt')?.Condition).toEqual({
      StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': [arn(), arn('/*')] },
    });
  });

  test('is read by nobody else, because reading includes decrypting', () => {
    for (const template of Object.values(made.plain.templates)) {
      for (const { Properties } of Object.values(template.findResources('AWS::IAM::Policy'))) {
        const { Statement } = Properties.PolicyDocument as { Statement: { Resource: unknown }[] };
        const text = JSON.stringify(Statement);
        if (text.includes('-assets-')) expect(text).toContain('kms:Decrypt');
      }
    }
  });
});
