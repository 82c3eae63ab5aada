import { CONNECTED, connection, retryNow, UNKNOWN } from './connection.ts';

/** The endpoint on the origin that served this page. */
export const ENDPOINT = new URL('/graphql', location.origin).href;

export interface Asked {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | null | undefined;
}

export interface GraphQLFailure {
  message: string;
  extensions?: { code?: string; cost?: number; limit?: number };
}

export interface Answer {
  data?: unknown;
  errors?: readonly GraphQLFailure[];
  extensions?: Record<string, unknown>;
}

export interface Reply {
  answer: Answer;
  status: number;
  /** Milliseconds from the request to the complete answer. */
  ms: number;
  /** Characters of the answer. */
  size: number;
}

/** Longer queries are sent by POST: proxies reject addresses longer than about 8 kB. */
const LONGEST_ADDRESS = 6_000;

/** Milliseconds before the first, second … new attempt; the last one repeats. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000];

/** The requests waiting for a lost server. */
const waiting = new Set<AbortSignal>();

/**
 * Sends a query, and retries it while the server does not respond or reports that it is busy.
 *
 * @param wantsCost requests the cost in `extensions.cost` of the answer
 * @throws the signal's reason once it is aborted
 */
export async function ask(asked: Asked, signal: AbortSignal, wantsCost = false): Promise<Reply> {
  try {
    for (let attempt = 0; ; attempt++) {
      const outcome = await attemptOnce(asked, signal, wantsCost);
      if ('answer' in outcome) {
        connection.set(CONNECTED);
        return outcome;
      }
      const pause = outcome.retryAfter ?? PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 0;
      connection.set({ lost: outcome.lost, nextAttempt: Date.now() + pause });
      waiting.add(signal);
      await waitFor(pause, signal);
    }
  } finally {
    // Stopped between two attempts or during one.
    waiting.delete(signal);
    if (signal.aborted && waiting.size === 0 && connection.get().lost) connection.set(UNKNOWN);
  }
}

interface Lost {
  lost: 'silent' | 'busy';
  /** Milliseconds that the server asks to wait. */
  retryAfter?: number;
}

async function attemptOnce(asked: Asked, signal: AbortSignal, wantsCost: boolean): Promise<Reply | Lost> {
  const started = performance.now();
  let response: Response;
  let text: string;
  try {
    response = await fetch(requestFor(asked, signal, wantsCost));
    text = await response.text();
  } catch {
    signal.throwIfAborted();
    return { lost: 'silent' };
  }
  if ([502, 503, 504].includes(response.status)) {
    const seconds = Number(response.headers.get('retry-after'));
    return { lost: 'busy', ...(seconds > 0 ? { retryAfter: Math.min(seconds, 30) * 1_000 } : {}) };
  }
  const ms = performance.now() - started;
  return { answer: answerIn(text, response.status), status: response.status, ms, size: text.length };
}

function requestFor({ query, variables, operationName }: Asked, signal: AbortSignal, wantsCost: boolean) {
  const fields = {
    query,
    ...(variables ? { variables } : {}),
    ...(operationName ? { operationName } : {}),
    ...(wantsCost ? { extensions: { cost: true } } : {}),
  };
  const headers = { accept: 'application/graphql-response+json, application/json;q=0.9' };
  const address = addressOf(fields);
  if (address.length <= LONGEST_ADDRESS) {
    // Revalidating costs a 304, and shows an edited record at once.
    return new Request(address, { headers, signal, cache: 'no-cache' });
  }
  return new Request(ENDPOINT, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(fields),
    signal,
  });
}

function addressOf(fields: Record<string, unknown>): string {
  const search = new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return `${ENDPOINT}?${search}`;
}

function answerIn(text: string, status: number): Answer {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Reported below: text that is not JSON is not an answer.
  }
  return { errors: [{ message: `The server responded with status ${status} and a body that is not JSON.` }] };
}

/** Waits, but stops early if the user retries or the browser comes back online. */
async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const end = (finish: () => void) => () => {
      clearTimeout(timer);
      stop.abort();
      finish();
    };
    const timer = setTimeout(end(resolve), ms);
    retryNow.addEventListener('retry', end(resolve), options);
    window.addEventListener('online', end(resolve), options);
    signal.addEventListener(
      'abort',
      end(() => reject(signal.reason)),
      options,
    );
  });
}
