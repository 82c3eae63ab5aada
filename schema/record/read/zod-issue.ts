import type * as z from 'zod';
import type { Fault } from '../value/fault.ts';
import { nearest } from '../value/nearest.ts';
import { quoted } from '../value/printable.ts';
import { lengthOf, mistyped, nameOf, type ProblemWithin } from './mistyped.ts';
import type { Path, Problem, Source } from './problem.ts';
import { definitionAt, keysOf, valueAt } from './schema-walk.ts';

type Issue = z.core.$ZodIssue;

/**
 * What `schema` rejected in `value`, in an editor's words. `value` is the validated input; `base` is the path
 * to it from the top of its source.
 */
export function problemsOf(
  error: z.core.$ZodError,
  schema: z.core.$ZodType,
  value: unknown,
  source: Source,
  base: Path,
): Problem[] {
  const problems = error.issues.flatMap((issue) => sayIssue(issue, schema, value));
  // A misspelt key is reported once, not a second time as the missing key that it was meant to be.
  const meant = new Set(problems.flatMap((one) => one.meant ?? []));
  return problems
    .filter(({ missing }) => missing === undefined || !meant.has(missing))
    .map(({ path, part, found, right }) => ({
      ...source,
      path: [...base, ...path],
      part: part ?? 'value',
      found,
      right,
    }));
}

function sayIssue(issue: Issue, schema: z.core.$ZodType, value: unknown): ProblemWithin[] {
  const { path } = issue;
  const definition = definitionAt(schema, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => sayUnknownKey(path, key, keysOf(definition)));
    case 'invalid_type':
    case 'invalid_value':
      return [mistyped(path, schema, valueAt(value, path))];
    case 'too_small':
      return [
        { path, part: 'value', found: `an empty list after "${nameOf(path)}:"`, right: 'give at least one' },
      ];
    case 'too_big':
      return [
        {
          path,
          part: 'value',
          found: `${lengthOf(valueAt(value, path))} ${nameOf(path)}`,
          right: `give at most ${issue.maximum}`,
        },
      ];
    default:
      return [sayFault(path, issue)];
  }
}

function sayFault(path: Path, issue: Issue): ProblemWithin {
  const fault = issue.code === 'custom' ? faultIn(issue.params) : undefined;
  return {
    path,
    part: fault?.part ?? 'value',
    found: fault?.found ?? 'a value that does not fit',
    right: fault?.right ?? 'see the description of this key',
  };
}

function faultIn(params: Record<string, unknown> | undefined): Fault | undefined {
  const fault = params?.fault;
  return typeof fault === 'object' && fault !== null && 'found' in fault && 'right' in fault
    ? {
        found: String(fault.found),
        right: String(fault.right),
        part: 'part' in fault && fault.part === 'key' ? 'key' : 'value',
      }
    : undefined;
}

function sayUnknownKey(path: Path, key: string, known: string[]): ProblemWithin {
  const at = { path: [...path, key], part: 'key' } as const;
  if (key === 'id' && path.length === 0)
    return { ...at, found: 'a key "id"', right: 'remove it: the file name is the id' };
  if (key === '<<') return { ...at, found: 'a merge key, "<<"', right: 'write the keys out' };
  const near = nearest(key, known);
  const right = near === undefined ? `the keys here are ${known.join(', ')}` : `did you mean "${near}"?`;
  return {
    ...at,
    found: `unknown key ${quoted(key)}`,
    right,
    ...(near !== undefined && { meant: [...path, near].join('.') }),
  };
}
