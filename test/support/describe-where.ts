import { describe, type TestOptions } from 'vitest';

/** What was said to be missing: once is enough for many files. */
const said = new Set<string>();

/**
 * Tests that need something which may not be here: they are skipped with one line that says what is missing
 * and how to get it. The reporter is silent about what is skipped.
 */
export function describeWhere(
  missing: string | undefined,
  title: string,
  suite: () => void,
  options: TestOptions = {},
): void {
  if (missing !== undefined && !said.has(missing)) console.warn(`Skipped: ${missing}`);
  if (missing !== undefined) said.add(missing);
  const shown = missing === undefined ? title : `${title} (${missing})`;
  describe.skipIf(missing !== undefined)(shown, options, suite);
}
