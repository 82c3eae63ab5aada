import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler, HttpRequest } from '../../functions/graphql/http.ts';
import { BODY_LIMIT } from '../../functions/graphql/request-body.ts';

export interface LocalServer {
  port: number;
  /**
   * Takes no new request, lets those in flight finish, and cuts what is left.
   *
   * @param grace milliseconds that requests in flight may still take
   */
  close(grace: number): Promise<void>;
}

/** Milliseconds for a request to arrive whole; a laptop's own client needs far less. */
const ARRIVAL = 15_000;

/** Milliseconds in which a client may still send a body that was refused, before its connection is cut. */
const DISCARDING = 5_000;

/**
 * Serves the handler over HTTP/1.1.
 *
 * @param port 0 takes any free port; the result says which
 * @throws the system's error, with `code` EADDRINUSE when the port is taken
 */
export function serve(handler: Handler, host: string, port: number): Promise<LocalServer> {
  const server = createServer(
    // A GET may carry as long a query as a POST; the handler is the one to refuse it.
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
  // Servers that each believe another `Host` would answer two different requests (RFC 9112, section 3.2).
  if ((incoming.headersDistinct.host?.length ?? 0) > 1) {
    outgoing.writeHead(400, { connection: 'close' }).end('Send one Host header.\n');
    return;
  }
  const body = await bodyOf(incoming);
  const response = await handler(requestOf(incoming, body));
  const refused = !incoming.complete;
  outgoing.writeHead(response.status, {
    ...response.headers,
    ...(response.body.byteLength > 0 ? { 'content-length': response.body.byteLength } : {}),
    ...(refused ? { connection: 'close' } : {}),
  });
  if (!refused) {
    outgoing.end(response.body);
    return;
  }
  // To end the answer would close the connection, which a client that still sends sees as broken, without the answer.
  outgoing.write(response.body);
  const late = setTimeout(() => incoming.destroy(), DISCARDING).unref();
  incoming.resume().once('close', () => {
    clearTimeout(late);
    outgoing.end();
  });
}

/** The body, or as much of it as shows that it is too large. */
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
    incoming.once('close', () => reject(new Error('The client went away.')));
  });
  return length === 0 ? undefined : Buffer.concat(chunks);
}

function requestOf(incoming: IncomingMessage, body: Uint8Array | undefined): HttpRequest {
  const { host, target } = targetOf(incoming);
  const mark = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: {
      ...Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]),
      ),
      ...(host === undefined ? {} : { host }),
    },
    body,
  };
}

/** The target's path and query. A whole address as the target is as good, and its host counts more than the header's. */
function targetOf({ url = '/' }: IncomingMessage): { host?: string; target: string } {
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url);
  if (!absolute) return { target: url };
  const [, host = '', rest = ''] = absolute;
  return { host, target: rest.startsWith('/') ? rest : `/${rest}` };
}
