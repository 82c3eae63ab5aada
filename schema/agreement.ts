import type { StatementFull } from './store/rows.ts';

export type Agreement = 'BOTH' | 'ONLY_LEFT' | 'ONLY_RIGHT' | 'OPPOSED';

type Stanced = Pick<StatementFull, 'stance'>;

/**
 * How two accounts of one topic relate. At least one of them reports something.
 *
 * OPPOSED requires both accounts to be clear: one that reports both support and opposition, as an account of
 * both sides does, does not contradict one that reports either. CALLS_FOR and NEUTRAL take no side.
 */
export function agreementOf(left: readonly Stanced[], right: readonly Stanced[]): Agreement {
  if (left.length === 0) return 'ONLY_RIGHT';
  if (right.length === 0) return 'ONLY_LEFT';
  const [onLeft, onRight] = [sideOf(left), sideOf(right)];
  return onLeft !== undefined && onRight !== undefined && onLeft !== onRight ? 'OPPOSED' : 'BOTH';
}

/** The side that statements take; undefined if they take neither or both. */
function sideOf(statements: readonly Stanced[]): 'SUPPORTS' | 'OPPOSES' | undefined {
  const takes = (side: 'SUPPORTS' | 'OPPOSES') => statements.some(({ stance }) => stance === side);
  if (takes('SUPPORTS') === takes('OPPOSES')) return undefined;
  return takes('SUPPORTS') ? 'SUPPORTS' : 'OPPOSES';
}
