import { type Handler, json } from '../../functions/graphql/http.ts';
import type { ErrorCode } from '../../schema/errors.ts';

/** Milliseconds that a request waits for the first release before it is told to retry. */
const WAITING = 10_000;

/**
 * A handler that works before there is anything to serve: until then requests wait for a while, and the
 * health check reports `starting`.
 */
interface Gate {
  handler: Handler;
  open(handler: Handler): void;
}

export function createGate(): Gate {
  let opened: Handler | undefined;
  let open: (handler: Handler) => void = () => {};
  const waiting = new Promise<Handler>((resolve) => {
    open = resolve;
  });

  return {
    async handler(request) {
      if (opened) return opened(request);
      const handler = request.path === '/health' ? undefined : await within(waiting, WAITING);
      if (handler) return handler(request);
      const message = 'The record is being written to the database. Try again shortly.';
      return json(
        503,
        { status: 'starting', errors: [{ message, extensions: { code: 'STARTING' satisfies ErrorCode } }] },
        { 'retry-after': '2', 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
      );
    },
    open(handler) {
      opened = handler;
      open(handler);
    },
  };
}

function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
