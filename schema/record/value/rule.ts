import * as z from 'zod';
import type { Fault } from './fault.ts';

/** The custom issue by which a fault travels through zod; `findingsOf` reads it back. */
export function issueOf(fault: Fault, input: unknown, path: PropertyKey[] = []): z.core.$ZodRawIssue {
  return { code: 'custom', input, path, params: { fault }, message: `${fault.found}; ${fault.right}` };
}

/** A zod check from a pure judgement of the value: `schema.check(rule(judge))`. */
export function rule<T>(judge: (value: T) => Fault | undefined): z.core.CheckFn<T> {
  return (payload) => {
    const fault = judge(payload.value);
    if (fault) payload.issues.push(issueOf(fault, payload.value));
  };
}

/** A zod check that also runs where parts of the value are of the wrong type, so that all faults are told at once. */
export function always<T>(check: z.core.CheckFn<T>): z.core.$ZodCheck<T> {
  const always = z.check(check);
  always._zod.def.when = () => true;
  return always;
}

/** A zod check that a list names nothing twice; each repetition is its own issue. */
export const distinct = always<string[]>(({ value, issues }) => {
  if (!Array.isArray(value) || value.length < 2) return;
  const seen = new Set<string>();
  value.forEach((entry, index) => {
    const fault = { found: `"${entry}" is listed twice`, right: 'remove one of them' };
    if (typeof entry === 'string' && seen.has(entry)) issues.push(issueOf(fault, entry, [index]));
    seen.add(entry);
  });
});
