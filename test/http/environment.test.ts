import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../functions/graphql/environment.ts';

const VARIABLES = {
  STAGE: 'prod',
  TABLE: 'record',
  VERSION: 'v1',
  DEPLOYMENT_SECRET: 'secret',
  ORIGIN: 'edge',
  URL_SUFFIX: 'amazonaws.com',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'key',
};

describe("the function's environment", () => {
  it('says which table is read, and as whom', () => {
    expect(readEnvironment(VARIABLES)).toMatchObject({
      table: 'record',
      originSecrets: ['secret'],
      formerCursorKey: undefined,
      dynamodb: {
        endpoint: 'https://dynamodb.eu-central-1.amazonaws.com',
        region: 'eu-central-1',
        credentials: { accessKeyId: 'id', secretAccessKey: 'key' },
      },
    });
  });

  it('includes the secret from before the last rotation', () => {
    const { cursorKey: before } = readEnvironment({ ...VARIABLES, DEPLOYMENT_SECRET: 'old' });
    const rotated = readEnvironment({ ...VARIABLES, FORMER_SECRET: 'old' });
    expect(rotated.originSecrets).toEqual(['secret', 'old']);
    expect(rotated.formerCursorKey).toBe(before);
    expect(rotated.cursorKey).not.toBe(before);
  });

  it.each([
    ['cn-north-1', 'amazonaws.com.cn', 'https://dynamodb.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', 'amazonaws.com', 'https://dynamodb.us-gov-west-1.amazonaws.com'],
    ['eusc-de-east-1', 'amazonaws.eu', 'https://dynamodb.eusc-de-east-1.amazonaws.eu'],
  ])('gives the DynamoDB endpoint in %s', (AWS_REGION, URL_SUFFIX, endpoint) => {
    expect(readEnvironment({ ...VARIABLES, AWS_REGION, URL_SUFFIX }).dynamodb).toMatchObject({
      endpoint,
      region: AWS_REGION,
    });
  });

  it('gives the endpoint of an emulator if one is set', () => {
    const elsewhere = { ...VARIABLES, AWS_ENDPOINT_URL: 'http://emulator:4566' };
    expect(readEnvironment(elsewhere).dynamodb.endpoint).toBe('http://emulator:4566');
    const nearer = { ...elsewhere, AWS_ENDPOINT_URL_DYNAMODB: 'http://emulator:8000' };
    expect(readEnvironment(nearer).dynamodb.endpoint).toBe('http://emulator:8000');
  });

  it('has the session token of an assumed role; an empty token counts as none', () => {
    const lent = { ...VARIABLES, AWS_SESSION_TOKEN: 'token' };
    expect(readEnvironment(lent).dynamodb.credentials.sessionToken).toBe('token');
    const none = { ...VARIABLES, AWS_SESSION_TOKEN: '' };
    expect(readEnvironment(none).dynamodb.credentials).not.toHaveProperty('sessionToken');
  });

  it.each(Object.keys(VARIABLES))('is refused without %s, with an error that names it', (name) => {
    expect(() => readEnvironment({ ...VARIABLES, [name]: undefined })).toThrow(
      `The environment variable ${name} is not set.`,
    );
  });
});
