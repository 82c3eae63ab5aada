import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { PARTS, stackName } from '../../infra/stacks/stack-name.ts';
import { FULL, foundFault, synthesized } from './deployments.ts';
import { STAGE, type Synthesized } from './synth.ts';

const made = synthesized('plain', 'full', 'bare');

describe('the rules', () => {
  test('of cdk-nag and of the library find nothing that is not excepted with a reason', async () => {
    for (const { folder } of [made.plain, made.full, made.bare]) {
      const report = JSON.parse(await readFile(join(folder, 'validation-report.json'), 'utf8')) as {
        pluginReports: { pluginName: string; conclusion: string; violations: unknown[] }[];
      };
      for (const { pluginName, conclusion, violations } of report.pluginReports) {
        expect(violations, pluginName).toEqual([]);
        expect(conclusion).toBe('success');
      }
    }
  });

  test('do report a violation', async () => {
    expect(await foundFault()).toContain('AwsSolutions-SNS3');
  });
});

describe('tags', () => {
  /**
   * Types that have no tags, and the library's raw resources: CloudFormation gives those the tags of their
   * stack.
   */
  const UNTAGGED =
    /Policy$|Permission$|::LayerVersion$|::Alias$|::Version$|::Url$|^Custom::|OriginAccessControl$|Subscription$|Dashboard$|RecordSet$/;

  test('of project and stage are on every resource and every stack', async () => {
    for (const { folder, templates } of [made.plain, made.full, made.bare]) {
      for (const template of Object.values(templates)) {
        for (const [id, { Type, Properties }] of Object.entries(template.toJSON().Resources as Resources)) {
          if (UNTAGGED.test(Type) || id.startsWith('CustomS3AutoDeleteObjects')) continue;
          const tags = JSON.stringify([Properties?.Tags, Properties?.ResourceTags, Properties?.Replicas]);
          expect(tags, `${Type} ${id}`).toContain('"Key":"communique:project","Value":"communique"');
          expect(tags, `${Type} ${id}`).toContain('"Key":"communique:stage","Value":"test"');
        }
      }
      const { artifacts } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
        artifacts: Record<string, { type: string; properties: { tags?: Record<string, string> } }>;
      };
      for (const { type, properties } of Object.values(artifacts)) {
        if (type === 'aws:cloudformation:stack')
          expect(properties.tags).toEqual({ 'communique:project': 'communique', 'communique:stage': 'test' });
      }
    }
  });
});

describe('the stacks', () => {
  test('are those that a destroy takes down, in dependency order', async () => {
    for (const { folder, templates } of [made.plain, made.full, made.bare]) {
      expect(PARTS).toEqual(expect.arrayContaining(Object.keys(templates)));
      const { artifacts } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
        artifacts: Record<string, { type: string; dependencies?: string[] }>;
      };
      const placeOf = (stack: string) => PARTS.findIndex((part) => stackName(STAGE, part) === stack);
      for (const [stack, { type, dependencies = [] }] of Object.entries(artifacts)) {
        if (type !== 'aws:cloudformation:stack') continue;
        const needed = dependencies.filter((each) => artifacts[each]?.type === type);
        for (const each of needed)
          expect(placeOf(each), `${stack} needs ${each}`).toBeLessThan(placeOf(stack));
      }
    }
  });
});

describe('two stages', () => {
  test('share no name in one account', () => {
    for (const name of givenNames(made.full)) expect(name).toContain('communique-test');
    expect(givenNames(made.full).length).toBeGreaterThan(6);
  });

  test('share no account-wide name with the same stage in another region', () => {
    for (const name of givenNames(made.full, /^AWS::CloudFront::/)) expect(name).toContain(FULL.region);
    for (const name of givenNames(made.plain, /^AWS::CloudFront::/)) expect(name).toContain('us-east-1');
  });
});

type Resources = Record<string, { Type: string; Properties?: Record<string, unknown> }>;

/** Names that templates give to resources: at the top of their properties, or of a configuration in them. */
function givenNames({ templates }: Synthesized, types = /./): string[] {
  const named = (properties: object): string[] =>
    Object.entries(properties).flatMap(([key, value]) =>
      /^(Name|\w+Name)$/.test(key) &&
      !/^(Metric|DeploymentConfig)Name$/.test(key) &&
      typeof value === 'string'
        ? [value]
        : [],
    );
  return (
    Object.values(templates)
      .flatMap((template) => Object.values(template.toJSON().Resources as Resources))
      // An alias and an inline policy are named within what they belong to; a domain is one all over the
      // world.
      .filter(
        ({ Type }) =>
          !/^AWS::(IAM::Policy|Lambda::Alias|Route53::|CertificateManager::)/.test(Type) && types.test(Type),
      )
      .flatMap(({ Properties = {} }) => [
        ...named(Properties),
        ...Object.entries(Properties)
          .filter(([key]) => /Config$|^Budget$/.test(key))
          .flatMap(([, config]) => named(config as object)),
      ])
  );
}

describe('the templates', () => {
  test.each(['plain', 'full', 'bare'] as const)(
    'of the %s deployment are as they were reviewed',
    async (name) => {
      for (const [part, template] of Object.entries(made[name].templates)) {
        await expect(redacted(template)).toMatchFileSnapshot(`templates/${name}-${part}.snap`);
      }
    },
  );
});

/** A template without what changes with each edit of the code or the content. */
function redacted(template: Template): string {
  return `${JSON.stringify(template.toJSON(), null, 2)
    .replaceAll(/"(VERSION|IndexFirst|IndexLast|Bytes|ContentSecurityPolicy)": "[^"]+"/g, '"$1": "…"')
    .replaceAll(/"Version": "[0-9a-f]{16}"/g, '"Version": "…"')
    .replaceAll(/\b[0-9a-f]{64}\d?(\.\w+)*/g, '<hash>')
    .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>')}\n`;
}
