import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { stackOf, statementsOf, synthesized } from './deployments.ts';

const made = synthesized('plain', 'full', 'bare', 'variant');

describe('the code of the endpoint', () => {
  test('is made by the code-cache function, with the same runtime, processor and memory', () => {
    for (const { templates } of [made.plain, made.full, made.bare]) {
      const { api } = templates;
      const functions = api?.findResources('AWS::Lambda::Function') ?? {};
      const named = (id: string) =>
        Object.entries(functions).find(([logical]) => logical.slice(0, -8) === id);
      const [, endpoint] = named('Graphql') ?? [];
      const [builder, maker] = named('CodeCache') ?? [];
      const [[code, custom] = []] = Object.entries(api?.findResources('Custom::EndpointCode') ?? {});
      expect(endpoint?.Properties.Code).toEqual({
        S3Bucket: { 'Fn::GetAtt': [code, 'Bucket'] },
        S3Key: { 'Fn::GetAtt': [code, 'Key'] },
      });
      for (const same of ['Runtime', 'Architectures', 'MemorySize', 'RuntimeManagementConfig'])
        expect(maker?.Properties[same], same).toEqual(endpoint?.Properties[same]);
      expect(maker?.Properties.RuntimeManagementConfig).toEqual({ UpdateRuntimeOn: 'FunctionUpdate' });
      const asked: string = custom?.Properties.ServiceToken['Fn::GetAtt'][0];
      expect(functions[asked]?.Properties.Environment.Variables).toMatchObject({
        USER_ON_EVENT_FUNCTION_ARN: { 'Fn::GetAtt': [builder, 'Arn'] },
      });
    }
  });

  test('is rebuilt when the configuration of the endpoint changes, which may bring a different Node', () => {
    const all = [made.plain, made.full, made.bare, made.variant].map((each) => {
      const api = stackOf(each, 'api');
      const [code] = Object.values(api.findResources('Custom::EndpointCode'));
      const settings: string = code?.Properties.Settings;
      api.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { FOR: settings } } });
      return settings;
    });
    expect(new Set(all).size).toBe(all.length);
    // A rotation changes nothing but the secret.
    expect(all[1]).toContain('"secrets":["current-version","former-version"]');
  });

  test('stays in its bucket, to which only the code-cache function writes', () => {
    const template = stackOf(made.plain, 'api');
    const [id] = Object.keys(template.findResources('AWS::S3::Bucket')).filter((each) =>
      each.startsWith('Code'),
    );
    expect(template.findResources('AWS::S3::Bucket')[id ?? '']).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    expect(
      statementsOf(template, 'CodeCacheRole')
        .flatMap(({ Action }) => Action)
        .sort(),
    ).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents', 's3:PutObject']);
  });

  test('changes together with its configuration, as a version behind the alias of the URL', () => {
    const template = stackOf(made.plain, 'api');
    const [version] = Object.keys(template.findResources('AWS::Lambda::Version'));
    template.hasResourceProperties('AWS::Lambda::Alias', {
      Name: 'live',
      FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
    });
    template.hasResourceProperties('AWS::Lambda::Url', { Qualifier: 'live' });
    // The variant has other configuration and the same code.
    const [other] = Object.keys(stackOf(made.variant, 'api').findResources('AWS::Lambda::Version'));
    expect(other).not.toBe(version);
  });

  test('is shifted step by step, and back on an alarm, if so configured; otherwise at once', () => {
    stackOf(made.plain, 'api').resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    const template = stackOf(made.full, 'api');
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true, Alarms: alarms.map((Ref) => ({ Name: { Ref } })) },
      AutoRollbackConfiguration: { Enabled: true, Events: Match.arrayWith(['DEPLOYMENT_STOP_ON_ALARM']) },
    });
    expect(alarms.map((id) => id.slice(0, -8)).sort()).toEqual(['RolloutErrors', 'RolloutFailures']);
    const [alias] = Object.values(template.findResources('AWS::Lambda::Alias'));
    expect(alias?.UpdatePolicy).toHaveProperty('CodeDeployLambdaAliasUpdate');
  });
});
