import type { Wire } from './dynamodb-http.ts';
import { BUDGET, type Meter, OverBudgetError } from './meter.ts';

/**
 * Requests of one request that may be under way at a time. What a read costs is known when it is answered, so
 * this many may go beyond the budget unseen.
 */
const AT_A_TIME = 10;

/** Sends what is within the budget of one request, a few at a time; `meter` is charged by the reader. */
export function budgetedWire(wire: Wire, meter: Meter): Wire {
  const waiting: (() => void)[] = [];
  let free = AT_A_TIME;
  let sent = 0;

  async function send<T>(read: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      if (sent >= BUDGET.requests) throw new OverBudgetError('requests', sent + 1);
      if (meter.readUnits >= BUDGET.readUnits) throw new OverBudgetError('readUnits', meter.readUnits);
      sent += 1;
      return await read();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  }

  return {
    query: (input, until) => send(() => wire.query(input, until)),
    batchGetItem: (input, until) => send(() => wire.batchGetItem(input, until)),
    close: () => wire.close(),
  };
}
