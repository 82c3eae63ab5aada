import * as z from 'zod';
import type { Path } from './problem.ts';

/** The definition of the value at `path` in `schema`, or undefined if there is none. */
export function definitionAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  let current: z.core.$ZodType | undefined = bare(schema);
  for (const step of path) {
    if (current instanceof z.ZodObject) {
      const next: z.core.$ZodType | undefined = Object.hasOwn(current.shape, step)
        ? current.shape[String(step)]
        : undefined;
      current = next && bare(next);
    } else if (current instanceof z.ZodArray) current = bare(current.element);
    else return undefined;
  }
  return current;
}

function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodExactOptional) return bare(schema.unwrap());
  return schema;
}

/** The keys that the definition gives an object; none if it is not an object. */
export function keysOf(definition: z.core.$ZodType | undefined): string[] {
  return definition instanceof z.ZodObject ? Object.keys(definition.shape) : [];
}

/** The first sentence of a definition's description. */
export function aboutOf(definition: z.core.$ZodType | undefined): string {
  const description = definition && z.globalRegistry.get(definition)?.description;
  return description?.split(/(?<=[.;:]) /)[0]?.replace(/[.;:]$/, '') ?? '';
}

/** The value at `path` in `value`, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = Reflect.get(current, step);
  }
  return current;
}
