import * as z from 'zod';
import type { Fault } from './fault.ts';
import { withShortMarkRuns } from './mark-runs.ts';
import { quoted } from './printable.ts';

/** The custom issue that carries a fault through zod; `problemsOf` extracts it. */
export function issueOf(fault: Fault, input: unknown, path: PropertyKey[] = []): z.core.$ZodRawIssue {
  return { code: 'custom', input, path, params: { fault }, message: `${fault.found}; ${fault.right}` };
}

/** A zod check made from a pure function: `schema.check(rule(faultOf))`. */
export function rule<T>(judge: (value: T) => Fault | undefined): z.core.CheckFn<T> {
  return (payload) => {
    const fault = judge(payload.value);
    if (fault) payload.issues.push(issueOf(fault, payload.value));
  };
}

/**
 * A zod check that runs even if parts of the value have the wrong type, so that all errors are reported at
 * once.
 */
export function always<T>(check: z.core.CheckFn<T>): z.core.$ZodCheck<T> {
  const always = z.check(check);
  always._zod.def.when = () => true;
  return always;
}

/**
 * A zod check that a list has no duplicates; each repetition is a separate issue. Two normal forms of one
 * text are the same text.
 */
export const distinct = distinctBy((entry) => (typeof entry === 'string' ? [entry, entry] : undefined));

/** The same for names, each of which may occur once per language. */
export const distinctNames = distinctBy((entry) => {
  if (typeof entry !== 'object' || entry === null || !('name' in entry) || typeof entry.name !== 'string')
    return undefined;
  const language = 'language' in entry ? String(entry.language) : '';
  return [entry.name, `${language} ${entry.name}`];
});

/**
 * `labelled` returns the name of an entry and the key that must be unique; undefined for something that is
 * not an entry.
 */
function distinctBy<T>(labelled: (entry: T) => [label: string, key: string] | undefined) {
  return always<T[]>(({ value, issues }) => {
    if (!Array.isArray(value) || value.length < 2) return;
    const seen = new Set<string>();
    value.forEach((entry, index) => {
      const [label, key] = labelled(entry)?.map((text) => withShortMarkRuns(text).normalize('NFC')) ?? [];
      if (label === undefined || key === undefined) return;
      const fault = { found: `${quoted(label)} is listed twice`, right: 'remove one of them' };
      if (seen.has(key)) issues.push(issueOf(fault, entry, [index]));
      seen.add(key);
    });
  });
}
