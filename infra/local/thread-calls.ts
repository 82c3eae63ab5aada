import type { MessagePort, Worker } from 'node:worker_threads';
import type { OnProgress } from '../../functions/seed/write-slot.ts';
import { systemCode } from './start-error.ts';

/** Functions that one thread offers to another; arguments and results are copied. */
export type Lent = Readonly<Record<string, (argument: never, onProgress: OnProgress) => unknown>>;

type Argument<F> = F extends (argument: infer A, onProgress: OnProgress) => unknown ? A : never;
type Result<F> = F extends (argument: never, onProgress: OnProgress) => infer R ? Awaited<R> : never;

interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

type Reply = { readonly id: number } & (
  | { readonly progress: readonly [done: number, of: number] }
  | { readonly result: unknown }
  | { readonly error: unknown; readonly code: string | undefined }
);

/** Answers the calls that arrive on a port. */
export function lend(port: MessagePort, functions: Lent): void {
  port.on('message', async ({ id, name, argument }: Call) => {
    const reply = (message: Reply) => port.postMessage(message);
    try {
      const result = await functions[name]?.(argument as never, (done, of) =>
        reply({ id, progress: [done, of] }),
      );
      reply({ id, result });
    } catch (error) {
      // Copying an error loses its system code.
      reply({ id, error, code: systemCode(error) });
    }
  });
}

/** Calls the functions of another thread. Every pending call rejects if the thread ends. */
export interface Borrowed<L extends Lent> {
  call<K extends keyof L & string>(
    name: K,
    argument: Argument<L[K]>,
    onProgress?: OnProgress,
  ): Promise<Result<L[K]>>;
}

export function borrow<L extends Lent>(worker: Worker): Borrowed<L> {
  const underWay = new Map<number, { settle(reply: Reply): void; fail(error: unknown): void }>();
  let last = 0;
  let ended: unknown;

  worker.on('message', (reply: Reply) => underWay.get(reply.id)?.settle(reply));
  const end = (error: unknown) => {
    ended ??= error;
    for (const { fail } of underWay.values()) fail(ended);
    underWay.clear();
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`The thread that reads the content exited with code ${code}.`)));

  return {
    call<K extends keyof L & string>(name: K, argument: Argument<L[K]>, onProgress: OnProgress = () => {}) {
      return new Promise<Result<L[K]>>((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        last += 1;
        const id = last;
        underWay.set(id, {
          fail: reject,
          settle(reply) {
            if ('progress' in reply) return onProgress(...reply.progress);
            underWay.delete(id);
            if ('result' in reply) return resolve(reply.result as Result<L[K]>);
            const { error, code } = reply;
            reject(error instanceof Error && code !== undefined ? Object.assign(error, { code }) : error);
          },
        });
        worker.postMessage({ id, name, argument } satisfies Call);
      });
    },
  };
}
