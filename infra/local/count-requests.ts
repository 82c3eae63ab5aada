import type { Handler } from '../../functions/graphql/http.ts';

/** A handler that tracks its requests in progress. */
interface CountedHandler {
  handler: Handler;
  /** Resolves once all requests in progress at the time of the call have ended. */
  ended(): Promise<void>;
}

export function countRequests(handler: Handler): CountedHandler {
  const underWay = new Set<Promise<unknown>>();
  return {
    handler(request) {
      const answer = handler(request);
      underWay.add(answer);
      const forget = () => underWay.delete(answer);
      answer.then(forget, forget);
      return answer;
    },
    async ended() {
      await Promise.allSettled(underWay);
    },
  };
}
