import { expect } from 'vitest';
import type { Store } from '../../schema/store/store.ts';
import { ask } from './table.ts';

/** Asks the store that a test has by then for what it expects: data without errors, or one error. */
export const asking = (storeOf: () => Store) => ({
  /** `T` is what the operation asks for. */
  async data<T = Record<string, unknown>>(
    source: string,
    variables: Record<string, unknown> = {},
  ): Promise<T> {
    const { data, errors } = await ask(storeOf(), source, variables);
    expect(errors).toBeUndefined();
    return data as T;
  },
  async errorOf(source: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { errors } = await ask(storeOf(), source, variables);
    expect(errors).toHaveLength(1);
    return { message: errors?.[0]?.message, ...errors?.[0]?.extensions };
  },
});
