import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What became of an invocation. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly body: Buffer;
      readonly isStreamed: boolean;
      readonly error?: string;
    }
  | { readonly kind: 'failed'; readonly error: { errorType: string; errorMessage: string } };

interface Invocation {
  readonly id: string;
  readonly event: unknown;
  /** Milliseconds that the function may take, as its context tells it. */
  readonly timeout: number;
  /** Bytes of the answer after which the connection is cut, as when a client goes away. */
  readonly cutAfter: number | undefined;
  settle(outcome: Outcome): void;
}

/** The Runtime API of one execution environment: hands out one invocation at a time and takes what the client posts. */
export interface RuntimeApi {
  /** `host:port` for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Resolves when the client asks for its first invocation; rejects with what it says of a failed init. */
  readonly ready: Promise<void>;
  invoke(event: unknown, timeout: number, cutAfter?: number): Promise<Outcome>;
  /** Whether an invocation waits that no client has asked for. */
  readonly isWaiting: boolean;
  close(): Promise<void>;
}

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
    const body = await bodyOf(request, invocation.cutAfter);
    if (request.complete) response.writeHead(202).end('{}');
    const error = request.trailers['lambda-runtime-function-error-type'];
    invocation.settle({
      kind: 'answered',
      body,
      isStreamed: request.headers['lambda-runtime-function-response-mode'] === 'streaming',
      ...(error === undefined ? {} : { error }),
    });
  }

  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: ready.promise,
    invoke: (event, timeout, cutAfter) =>
      new Promise((settle) => {
        queue.push({ id: randomUUID(), event, timeout, cutAfter, settle });
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

async function bodyOf(request: IncomingMessage, cutAfter = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= cutAfter) {
      request.destroy();
      break;
    }
  }
  return Buffer.concat(chunks);
}
