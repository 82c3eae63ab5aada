import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../../infra/local/one-at-a-time.ts';

describe('a job that never runs twice at once', () => {
  it('runs once more after any requests made while it was running', async () => {
    let active = 0;
    const atOnce: number[] = [];
    const job = oneAtATime(async () => {
      active += 1;
      atOnce.push(active);
      await new Promise((resolve) => setImmediate(resolve));
      active -= 1;
    });
    for (let request = 0; request < 5; request += 1) job.request();
    await job.idle();
    expect(atOnce).toEqual([1, 1]);
    job.request();
    await job.idle();
    expect(atOnce).toEqual([1, 1, 1]);
  });
});
