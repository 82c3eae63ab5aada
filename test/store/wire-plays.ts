import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, vi } from 'vitest';

export const REGION = 'eu-central-1';
export const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'a token/with+signs==',
};
export const QUERY = { TableName: 'communiqué', KeyConditionExpression: 'PK = :p' };
export const ITEMS = [{ PK: { S: 'M#中' }, n: { N: '1' } }];

export interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Whether it came over a connection that an earlier one had used. */
  readonly reused: boolean;
}
export type Play = (answer: ServerResponse, asked: Asked) => void;

export const ok: Play = (answer) => answer.end(JSON.stringify({ Items: ITEMS, Count: 1 }));
export const refusal =
  (status: number, body: string): Play =>
  (answer) => {
    answer.statusCode = status;
    answer.end(body);
  };
export const fault = (type: string, message = 'because') =>
  refusal(400, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message }));
export const hangUp: Play = (answer) => answer.destroy();
export const cutShort: Play = (answer) => answer.writeHead(200, { 'content-length': '500' }).write('{"It');
/** Nothing comes, and then the time is over. */
export const silence: Play = () => vi.runOnlyPendingTimers();
export const both =
  (first: Play, second: Play): Play =>
  (answer, each) => {
    first(answer, each);
    second(answer, each);
  };
export const mute: Play = () => {};
/** A byte comes now and then, for ever. */
export const dripping: Play = (answer) => {
  const drip = setInterval(() => answer.write(' '), 10);
  answer.on('close', () => clearInterval(drip));
};
export const says = (body: unknown) => refusal(200, JSON.stringify(body));

/** Signature version 4, as its receiver goes about it: from the headers that the request names as signed. */
export function authorizationOf({ headers, body }: Asked): string {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  expect(names.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target']));
  const canonical = [
    'POST',
    '/',
    '',
    ...names.split(';').map((name) => `${name}:${headers[name]}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const time = String(headers['x-amz-date']);
  const scope = `${time.slice(0, 8)}/${REGION}/dynamodb/aws4_request`;
  const key = [time.slice(0, 8), REGION, 'dynamodb', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${CREDENTIALS.secretAccessKey}`,
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString(
    'hex',
  );
  return `AWS4-HMAC-SHA256 Credential=${CREDENTIALS.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}
