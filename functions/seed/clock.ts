import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds since 1970, and a way to wait. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = { now: Date.now, sleep: (ms) => delay(ms) };
