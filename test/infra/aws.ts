import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service is asked: the values of a form, the members of a JSON body, or what the path says. */
export type Asked = Readonly<Record<string, string>>;

/** What it says: an object is sent as JSON, text as XML. A number before it is another status than 200. */
export type Answer = object | string | readonly [status: number, body: object | string];

/** AWS as far as an operator's command asks it. Whatever it is not told of, it denies. */
export interface Aws {
  readonly address: string;
  /** What was asked, in order: `service:Action`, as policies call it. */
  readonly asked: string[];
  /** Answers to `service:Action`; a test changes them. */
  answers: Readonly<Record<string, Answer | ((asked: Asked) => Answer)>>;
  close(): Promise<void>;
}

export async function startAws(): Promise<Aws> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const { action, values } = read(request, Buffer.concat(parts).toString());
    asked.push(action);
    const given = aws.answers[action] ?? [400, denial(action)];
    const answer = typeof given === 'function' ? given(values) : given;
    const [status, body] = isWithStatus(answer) ? answer : [200, answer];
    const isXml = typeof body === 'string';
    response.writeHead(status, { 'content-type': isXml ? 'text/xml' : 'application/x-amz-json-1.1' });
    response.end(isXml ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const aws: Aws = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers: {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return aws;
}

const isWithStatus = (answer: Answer): answer is readonly [number, object | string] => Array.isArray(answer);

/** The service is in the signature's scope, and the action where the service's protocol has it. */
function read({ headers, method, url }: IncomingMessage, body: string): { action: string; values: Asked } {
  const service =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'nobody';
  const target = headers['x-amz-target'];
  if (target !== undefined)
    return { action: `${service}:${String(target).split('.').at(-1)}`, values: JSON.parse(body || '{}') };
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form.Action !== undefined) return { action: `${service}:${form.Action}`, values: form };
  const rest = PATHS.find(([verb, path]) => verb === method && path.test(url ?? ''));
  return { action: `${service}:${rest?.[2] ?? `${method} ${url}`}`, values: { path: url ?? '', body } };
}

const PATHS: readonly (readonly [verb: string, path: RegExp, action: string])[] = [
  ['POST', /^\/2020-05-31\/distribution\/[^/]+\/invalidation/, 'CreateInvalidation'],
  ['GET', /^\/2016-08-19\/account-settings/, 'GetAccountSettings'],
];

const message = (action: string): string =>
  `User: arn:aws:iam::123456789012:user/new is not authorized to perform: ${action}`;

/** A refusal in the form of the action's protocol. */
function denial(action: string): object | string {
  if (/^(sts|cloudformation|sns|iam|cloudfront|s3):/.test(action))
    return `<ErrorResponse><Error><Code>AccessDenied</Code><Message>${message(action)}</Message></Error></ErrorResponse>`;
  return { __type: 'AccessDeniedException', message: message(action) };
}

export const WHO =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

/** What CloudFormation says of stacks by name or id, with their outputs. */
export const stacks =
  (outputs: Readonly<Record<string, Readonly<Record<string, string>>>>, status = 'CREATE_COMPLETE') =>
  ({ StackName = '' }: Asked): Answer => {
    const found = outputs[StackName];
    if (found === undefined)
      return [
        400,
        `<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id ${StackName} does not exist</Message></Error></ErrorResponse>`,
      ];
    const members = Object.entries(found).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${StackName}</StackName><StackStatus>${status}</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  };
