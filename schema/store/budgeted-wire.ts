import type { Wire } from './dynamodb-http.ts';
import { BUDGET, type Meter, OverBudgetError } from './meter.ts';

/**
 * Database requests that one request may have in flight. The cost of a read is known only once it is
 * answered, so this many may exceed the budget unnoticed.
 */
const AT_A_TIME = 10;

/** Sends requests within the budget of one request, a few at a time; the reader charges `meter`. */
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
