import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type Handler, type HttpRequest, json } from '../../functions/graphql/http.ts';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';
import type { ErrorCode } from '../../schema/errors.ts';
import { isFileResponse } from './file-response.ts';

export interface LocalServer {
  port: number;
  /**
   * Accepts no new requests, lets those in flight finish, and cuts off the rest.
   *
   * @param grace milliseconds that requests in flight may still take
   */
  close(grace: number): Promise<void>;
}

/**
 * Milliseconds for a complete request to arrive before the connection is closed. A client on the same machine
 * needs far less.
 */
const ARRIVAL = 15_000;

/**
 * Serves the handler over HTTP/1.1.
 *
 * @param port 0 for any free port; the result has the actual one
 * @throws the system's error, with `code` EADDRINUSE if the port is taken
 */
export function serve(handler: Handler, host: string, port: number): Promise<LocalServer> {
  const server = createServer(
    // A GET may have as long a query as a POST; rejecting it is up to the handler.
    { maxHeaderSize: 2 * BODY_LIMIT, requestTimeout: ARRIVAL, headersTimeout: ARRIVAL },
    (incoming, outgoing) => {
      answer(handler, incoming, outgoing).catch(() => outgoing.destroy());
    },
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: (grace) =>
          new Promise((closed) => {
            const cut = setTimeout(() => server.closeAllConnections(), grace);
            server.close(() => {
              clearTimeout(cut);
              closed();
            });
          }),
      });
    });
  });
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = isAmbiguous(incoming) ? AMBIGUOUS : await handler(await requestOf(incoming));
  outgoing.writeHead(response.status, {
    ...response.headers,
    ...(response.body.byteLength > 0 ? { 'content-length': response.body.byteLength } : {}),
  });
  if (isFileResponse(response)) {
    const { path, first, last } = response.file;
    await pipeline(createReadStream(path, { start: first, end: last }), outgoing);
    return;
  }
  if (incoming.complete) {
    outgoing.end(response.body);
    return;
  }
  // Ending the response may close the connection, and a client that is still sending would only see a broken
  // connection.
  outgoing.write(response.body);
  incoming.resume().once('close', () => outgoing.end());
}

/** Two parsers might read different hosts from it. */
const isAmbiguous = ({ headersDistinct }: IncomingMessage): boolean =>
  (headersDistinct.host?.length ?? 0) > 1;

const AMBIGUOUS = json(
  400,
  {
    errors: [
      {
        message: 'The request has more than one Host header.',
        extensions: { code: 'BAD_REQUEST' satisfies ErrorCode },
      },
    ],
  },
  { 'cache-control': 'no-store' },
);

/** The body; undefined once it is known to be too large. */
async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > BODY_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  await new Promise<void>((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      if (length > BODY_LIMIT) return;
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length > BODY_LIMIT) resolve();
    });
    incoming.once('end', resolve);
    incoming.once('error', reject);
    incoming.once('close', () => reject(new Error('The client disconnected.')));
  });
  return length === 0 ? undefined : Buffer.concat(chunks);
}

async function requestOf(incoming: IncomingMessage): Promise<HttpRequest> {
  const { host, path, query } = targetOf(incoming.url ?? '/');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers: host === undefined ? headers : { ...headers, host },
    body: await bodyOf(incoming),
  };
}

/**
 * A request to a proxy has an absolute address, whose host takes precedence over the header (RFC 9112,
 * 3.2.2).
 */
function targetOf(target: string): { host: string | undefined; path: string; query: string } {
  const [, host, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(target) ?? [undefined, undefined, target];
  const mark = rest.indexOf('?');
  const path = mark < 0 ? rest : rest.slice(0, mark);
  return { host, path: path || '/', query: mark < 0 ? '' : rest.slice(mark + 1) };
}
