import { afterAll, beforeAll } from 'vitest';
import type { Store } from '../../schema/store/store.ts';
import { DYNALITE, type Engine } from './engines.ts';
import { type Answer, ask, seeded, shippedCorpus } from './table.ts';

/** The shipped corpus in an embedded table, for all tests of one file. */
export function shipped(): {
  ask(source: string, variables?: Record<string, unknown>): Promise<Answer>;
  engine(): Engine;
} {
  let engine: Engine;
  let store: Store;
  beforeAll(async () => {
    engine = await DYNALITE.start();
    ({ store } = await seeded(engine, await shippedCorpus()));
    // The head is read once for many requests: what a test counts is without it.
    await store.head();
  });
  afterAll(() => engine?.stop());
  return { ask: (source, variables) => ask(store, source, variables), engine: () => engine };
}
