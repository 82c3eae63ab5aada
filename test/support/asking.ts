import { expect } from 'vitest';
import type { Store } from '../../schema/store/store.ts';
import { ask } from './table.ts';

/** Asks the store that a test has by then for what it expects: data without errors, or one error. */
export const asking = (storeOf: () => Store) => ({
  async data(source: string, variables: Record<string, unknown> = {}): Promise<Record<string, never>> {
    const { data, errors } = await ask(storeOf(), source, variables);
    expect(errors).toBeUndefined();
    return data as Record<string, never>;
  },
  async errorOf(source: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { errors } = await ask(storeOf(), source, variables);
    expect(errors).toHaveLength(1);
    return { message: errors?.[0]?.message, ...errors?.[0]?.extensions };
  },
});
