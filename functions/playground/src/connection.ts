import { createSignal } from './signal.ts';

type Connection =
  | { lost: undefined }
  | {
      /** `silent`: nothing responds. `busy`: the server responds that it is not ready. */
      lost: 'silent' | 'busy';
      /** Time of the next attempt, in milliseconds since the epoch. */
      nextAttempt: number;
    };

/** The last attempt succeeded. */
export const CONNECTED: Connection = { lost: undefined };

/** Nothing is waiting for the server and its state is unknown: the user stopped the query. */
export const UNKNOWN: Connection = { lost: undefined };

/** Whether the last attempt to reach the server succeeded. */
export const connection = createSignal<Connection>(UNKNOWN);

/** Tells whatever waits for a lost server to retry now. */
export const retryNow = new EventTarget();
