import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What became of an invocation. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly body: Buffer;
    }
  | { readonly kind: 'failed'; readonly error: { errorType: string; errorMessage: string } };

interface Invocation {
  readonly id: string;
  readonly event: unknown;
  /** Milliseconds that the function may take, as its context tells it. */
  readonly timeout: number;
  settle(outcome: Outcome): void;
}

/**
 * The Runtime API of one execution environment: hands out one invocation at a time and takes what the client
 * posts.
 */
export interface RuntimeApi {
  /** `host:port` for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Resolves when the client asks for its first invocation; rejects with what it says of a failed init. */
  readonly ready: Promise<void>;
  invoke(event: unknown, timeout: number): Promise<Outcome>;
  /** Whether an invocation waits that no client has asked for. */
  readonly isWaiting: boolean;
  close(): Promise<void>;
}

/** Bytes of a result that Lambda takes from a buffered invocation, as its own error names them. */
const PAYLOAD_LIMIT = 6_291_556;

const PREFIX = '/2018-06-01/runtime';

export async function startRuntimeApi(): Promise<RuntimeApi> {
  const queue: Invocation[] = [];
  const running = new Map<string, Invocation>();
  let waiting: ServerResponse | undefined;
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});

  const handOut = (): void => {
    const invocation = waiting && queue.shift();
    if (!waiting || !invocation) return;
    running.set(invocation.id, invocation);
    waiting.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Date.now() + invocation.timeout),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:under-test',
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
    });
    waiting.end(JSON.stringify(invocation.event));
    waiting = undefined;
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    if (url === `${PREFIX}/invocation/next`) {
      ready.resolve();
      waiting = response;
      handOut();
      return;
    }
    if (url === `${PREFIX}/init/error`) {
      const error = JSON.parse((await bodyOf(request)).toString()) as { errorMessage: string };
      ready.reject(new Error(error.errorMessage));
      response.writeHead(202).end('{}');
      return;
    }
    const [, id = '', what] = /\/invocation\/([^/]+)\/(response|error)$/.exec(url) ?? [];
    const invocation = running.get(id);
    if (!invocation) {
      response.writeHead(404).end();
      return;
    }
    if (what === 'error') {
      const error = JSON.parse((await bodyOf(request)).toString()) as {
        errorType: string;
        errorMessage: string;
      };
      response.writeHead(202).end('{}');
      invocation.settle({ kind: 'failed', error });
      return;
    }
    const body = await bodyOf(request);
    if (body.byteLength > PAYLOAD_LIMIT) {
      // The function has answered, and its caller gets an error all the same.
      response.writeHead(413).end('{}');
      invocation.settle({
        kind: 'failed',
        error: {
          errorType: 'Function.ResponseSizeTooLarge',
          errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
        },
      });
      return;
    }
    response.writeHead(202).end('{}');
    invocation.settle({ kind: 'answered', body });
  }

  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: ready.promise,
    invoke: (event, timeout) =>
      new Promise((settle) => {
        queue.push({ id: randomUUID(), event, timeout, settle });
        handOut();
      }),
    get isWaiting() {
      return queue.length > 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
