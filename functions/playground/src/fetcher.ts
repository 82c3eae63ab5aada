import type { GraphiQLProvider } from '@graphiql/react';
import type { ComponentProps } from 'react';
import { type Asked, ask, type Reply } from './endpoint.ts';
import { factsOf, lastReply, withoutCost } from './last-reply.ts';
import { askedFor, type Opening } from './opening.ts';
import { runnableName } from './question.ts';

interface Observer {
  next(value: unknown): void;
  error(reason: unknown): void;
  complete(): void;
}

type Fetcher = ComponentProps<typeof GraphiQLProvider>['fetcher'];

/**
 * GraphiQL's fetcher for the endpoint. Returns an observable, because only that lets the stop button end a
 * request.
 */
export function fetcherFor(opening: Opening): Fetcher {
  let early = opening.reply ? { asked: askedFor(opening.question), reply: opening.reply } : undefined;

  /** The answer fetched before the editor had loaded is used for the first run only. */
  function replyTo(asked: Asked, signal: AbortSignal, isIntrospection: boolean): Promise<Reply> {
    if (isIntrospection) return ask(asked, signal);
    const ready = early;
    early = undefined;
    return ready && isSame(ready.asked, asked) ? ready.reply : ask(asked, signal, true);
  }

  return ({ query, variables, operationName }) => ({
    subscribe(observer: Observer) {
      const controller = new AbortController();
      const isIntrospection = operationName === 'IntrospectionQuery';
      // GraphiQL notices a new operation name a moment after it was typed, and the user may be quicker.
      const asked: Asked = { query, variables, operationName: runnableName(query, operationName) };
      if (!isIntrospection) lastReply.set(null);
      replyTo(asked, controller.signal, isIntrospection).then(
        (reply) => {
          if (controller.signal.aborted) return;
          if (!isIntrospection) lastReply.set(factsOf(reply));
          observer.next(withoutCost(reply.answer));
          observer.complete();
        },
        (reason: unknown) => {
          if (!controller.signal.aborted) observer.error(reason);
        },
      );
      return { unsubscribe: () => controller.abort() };
    },
  });
}

function isSame(a: Asked, b: Asked): boolean {
  return a.query === b.query && JSON.stringify(a.variables ?? {}) === JSON.stringify(b.variables ?? {});
}
