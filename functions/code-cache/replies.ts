import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The replies of DynamoDB and S3 to the documented operations, by request: the name of the API operation and
 * the body.
 */
type Recorded = Readonly<Record<string, unknown>>;

/** The key of a request among the recorded ones. */
export const requestKey = (target: string, body: string): string => `${target} ${body}`;

/** The key of an object fetched from the bucket of releases; its bytes are recorded in base64. */
export const fileKey = (path: string): string => `GET ${path}`;

/**
 * Stands in for DynamoDB and S3 on this machine with the recorded replies. A request that was not recorded is
 * an error in the recording.
 */
export async function startReplies(file: string): Promise<{ address: string; close(): Promise<void> }> {
  const recorded = new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Recorded));
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    if (request.method === 'GET') {
      const file = recorded.get(fileKey(request.url ?? ''));
      response.writeHead(typeof file === 'string' ? 200 : 404);
      response.end(typeof file === 'string' ? Buffer.from(file, 'base64') : undefined);
      return;
    }
    const target = String(request.headers['x-amz-target']);
    const reply = recorded.get(requestKey(target, Buffer.concat(parts).toString()));
    response.writeHead(reply === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(reply ?? { __type: 'ValidationException', message: 'was not recorded' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
