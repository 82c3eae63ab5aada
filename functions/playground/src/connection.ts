import { createSignal } from './signal.ts';

export type Connection =
  | { lost: undefined }
  | {
      /** `silent`: nothing answers. `busy`: something answers that it cannot yet. */
      lost: 'silent' | 'busy';
      /** When it is tried again, in milliseconds since the epoch. */
      nextAttempt: number;
    };

/** The last attempt had an answer. */
export const CONNECTED: Connection = { lost: undefined };

/** Nobody waits for a server, and whether there is one is not known: the person gave up. */
export const UNKNOWN: Connection = { lost: undefined };

/** Whether the last attempt to reach the server succeeded. */
export const connection = createSignal<Connection>(UNKNOWN);

/** Tells what waits for a lost server to try it now. */
export const retryNow = new EventTarget();
