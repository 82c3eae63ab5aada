import { afterAll, beforeAll } from 'vitest';
import { compile } from '../../schema/release/release.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { afterEdits, before, meanwhile } from './editions.ts';
import { namesOfAnswers } from './stage.ts';

/** An engine for the tests of a file, and three releases whose answers are known. */
export function threeReleases() {
  const engine = memoryEngine();
  const old = compile(before);
  const next = compile(afterEdits);
  const third = compile(meanwhile);
  let nameOf: (answer: string) => string = (answer) => answer;
  beforeAll(async () => {
    nameOf = await namesOfAnswers(engine, { old, next, third });
  });
  afterAll(() => engine.stop());
  return {
    ...{ engine, old, next, third },
    /** Which release an answer is of; the answer itself when it is of none, and so of a mix. */
    releaseOf: (answer: string): string => nameOf(answer),
  };
}
