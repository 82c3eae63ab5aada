import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:https';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

// The floor of every answer from the table: no GraphQL, no SDK; one Query, signed by hand, its rows as they
// come.
const { TABLE, AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = process.env;
const endpoint = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '');
const agent = new Agent({ keepAlive: true });
const TARGET = 'DynamoDB_20120810.Query';
const TYPE = 'application/x-amz-json-1.0';

export async function handler(event: APIGatewayProxyEventV2) {
  const { variables } = JSON.parse(event.body ?? '') as { variables: { slug: string } };
  const answer = await send(
    JSON.stringify({
      TableName: TABLE,
      KeyConditionExpression: 'PK = :p AND SK BETWEEN :f AND :t',
      ExpressionAttributeValues: { ':p': { S: `M#${variables.slug}` }, ':f': { S: 'A' }, ':t': { S: 'Z' } },
    }),
  );
  return { statusCode: 200, body: JSON.stringify({ data: JSON.parse(answer) as unknown }) };
}

function send(body: string): Promise<string> {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const headers = { 'content-type': TYPE, host: endpoint.host, 'x-amz-date': date, 'x-amz-target': TARGET };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: endpoint.hostname,
        port: endpoint.port,
        method: 'POST',
        headers: { ...headers, authorization: sign(headers, body, date) },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve(text));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function sign(headers: Readonly<Record<string, string>>, body: string, date: string): string {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
  const scope = `${date.slice(0, 8)}/${AWS_REGION}/dynamodb/aws4_request`;
  const wanted = [
    'AWS4-HMAC-SHA256',
    date,
    scope,
    sha(['POST', '/', '', lines, names, sha(body)].join('\n')),
  ].join('\n');
  const key = [AWS_REGION, 'dynamodb', 'aws4_request'].reduce<Buffer>(
    mac,
    mac(`AWS4${AWS_SECRET_ACCESS_KEY}`, date.slice(0, 8)),
  );
  return `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${names}, Signature=${mac(key, wanted).toString('hex')}`;
}
