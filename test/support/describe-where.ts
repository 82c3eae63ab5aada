import { describe, type TestOptions } from 'vitest';

/**
 * Tests that need something which may not be here: they are skipped with one line that says what is missing
 * and how to get it.
 */
export function describeWhere(
  missing: string | undefined,
  title: string,
  suite: () => void,
  options: TestOptions = {},
): void {
  const shown = missing === undefined ? title : `${title} (${missing})`;
  describe.skipIf(missing !== undefined)(shown, options, suite);
}
