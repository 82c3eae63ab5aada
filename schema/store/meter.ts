/** The cost of one request so far. */
export interface Meter {
  /** Requests to DynamoDB. */
  requests: number;
  /** Read capacity units. Every read is eventually consistent, so one unit is 8 kB. */
  readUnits: number;
  /** Rows that came back. */
  rows: number;
  /** Fields in the answer's lists. */
  values: number;
  /** Characters in the answer's texts. */
  characters: number;
}

export const newMeter = (): Meter => ({ requests: 0, readUnits: 0, rows: 0, values: 0, characters: 0 });

/**
 * What one request may use. Prices keep operations below it; the budget stops those whose prices were wrong.
 */
export const BUDGET = {
  requests: 60,
  readUnits: 150,
  rows: 10_000,
  values: 30_000,
  characters: 1_000_000,
} as const satisfies Meter;

/** A request exceeded its budget. */
export class OverBudgetError extends Error {
  override readonly name = 'OverBudgetError';
  readonly budget: keyof Meter;
  readonly used: number;
  readonly limit: number;

  constructor(budget: keyof Meter, used: number) {
    super(`${budget}: ${used} of ${BUDGET[budget]}`);
    this.budget = budget;
    this.used = used;
    this.limit = BUDGET[budget];
  }
}

/**
 * Adds what has just been used to the meter.
 *
 * @throws OverBudgetError if that exceeds the budget of one request
 */
export function spend(meter: Meter, budget: keyof Meter, amount: number): void {
  meter[budget] += amount;
  if (meter[budget] > BUDGET[budget]) throw new OverBudgetError(budget, meter[budget]);
}
