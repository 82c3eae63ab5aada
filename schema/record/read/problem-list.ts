import { PROBLEM_LIMIT } from '../limits.ts';
import type { Problem } from './problem.ts';

/** The problems of a run: the first PROBLEM_LIMIT in reading order; the others are only counted. */
export class ProblemList {
  readonly kept: Problem[] = [];
  #leftOut = 0;

  add(problems: Iterable<Problem>): void {
    for (const problem of problems)
      if (this.kept.length < PROBLEM_LIMIT) this.kept.push(problem);
      else this.#leftOut += 1;
  }

  /** Number of problems found but not kept. */
  get leftOut(): number {
    return this.#leftOut;
  }

  get isEmpty(): boolean {
    return this.kept.length === 0;
  }
}
