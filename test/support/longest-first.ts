import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take tens of seconds: begun late, one of them would run alone in the end. */
export const LONG = [
  'local/start',
  'playground/working',
  'infra/app',
  'local/damage',
  'playground/looks',
  'playground/trouble',
  'store/engines',
  'release/edits',
  'seed/killed',
  'playground/search',
  'local/fill',
  'playground/opening',
  'infra/alarms',
];

/** Runs the long files first, whether or not an earlier run has measured them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId, project }: TestSpecification) => {
      // A worker is handed on only from one file that shares its modules to the next.
      if (project.config.isolate) return -1;
      const found = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? LONG.length : found;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
