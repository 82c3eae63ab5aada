import * as z from 'zod';
import { nearest } from '../value/nearest.ts';
import { quoted } from '../value/printable.ts';
import { AS_WRITTEN, type Path, type Problem } from './problem.ts';
import { aboutOf, definitionAt, keysOf } from './schema-walk.ts';

/** A problem within one record. */
export interface ProblemWithin extends Pick<Problem, 'part' | 'found' | 'right'> {
  readonly path: Path;
  /** The missing key, as a path joined by dots. */
  readonly missing?: string;
  /** The key that an unknown one was probably meant to be, in the same form. */
  readonly meant?: string;
}

/** Describes a missing value or a value of the wrong type, in an editor's words. */
export function mistyped(path: Path, schema: z.core.$ZodType, value: unknown): ProblemWithin {
  const definition = definitionAt(schema, path);
  const options = definition instanceof z.ZodEnum ? definition.options.map(String) : [];
  if (value === undefined) return sayMissing(path, definition, options);
  if (value === null) return sayEmpty(path, definition, options);
  const at = { path, part: 'value' } as const;
  if (typeof value === 'string' && options.length > 0) {
    const near = nearest(value, options);
    const list = `use one of ${options.join(', ')}`;
    return {
      ...at,
      found: `unknown ${nameOf(path)} ${quoted(value)}`,
      right: near === undefined ? list : `did you mean "${near}"? ${list}`,
    };
  }
  if (definition instanceof z.ZodArray)
    return { ...at, found: `${kindOf(value)} where a list belongs`, right: rightList(definition, value) };
  if (definition instanceof z.ZodObject)
    return {
      ...at,
      found: `${kindOf(value)} where keys and values belong`,
      right: `write ${keysOf(definition).join(', ') || 'keys'} with their values`,
    };
  if (definition instanceof z.ZodNumber)
    return {
      ...at,
      found: `${kindOf(value)} where a number belongs`,
      right: 'write a number without quotes',
    };
  if (definition instanceof z.ZodLiteral) {
    const only = definition.value;
    return {
      ...at,
      found: `${kindOf(value)} where only ${only} is allowed`,
      right: `write ${only}, or remove the key`,
    };
  }
  return { ...at, ...sayNoText(value) };
}

function rightList(definition: z.ZodArray, value: unknown): string {
  if (definitionAt(definition, [0]) instanceof z.ZodObject) return 'begin each entry with "- "';
  return typeof value === 'object'
    ? 'write the entries in brackets, or each after "- "'
    : `write it in brackets: [${AS_WRITTEN}]`;
}

function sayNoText(value: unknown): Pick<Problem, 'found' | 'right'> {
  if (Array.isArray(value))
    return { found: 'a list where text belongs', right: 'write only the text, without brackets or "- "' };
  if (typeof value === 'object')
    return {
      found: 'keys and values where text belongs',
      right: 'write text; if it contains ": " or begins with "{", put it in quotes',
    };
  return {
    found: `the ${kindName(value)} ${AS_WRITTEN} where text belongs`,
    right: `put it in quotes: "${AS_WRITTEN}"`,
  };
}

function sayMissing(path: Path, definition: z.core.$ZodType | undefined, options: string[]): ProblemWithin {
  const about = options.length > 0 ? `one of ${options.join(', ')}` : aboutOf(definition);
  return {
    path: path.slice(0, -1),
    part: 'value',
    missing: path.join('.'),
    found: `missing key "${String(path.at(-1))}"`,
    right: about === '' ? 'add it' : `add it (${about})`,
  };
}

function sayEmpty(path: Path, definition: z.core.$ZodType | undefined, options: string[]): ProblemWithin {
  const last = path.at(-1);
  if (last === undefined) return { path, part: 'value', found: 'nothing', right: 'write the record' };
  const found = typeof last === 'number' ? 'an empty entry' : `nothing after "${String(last)}:"`;
  if (definition instanceof z.ZodArray)
    return { path, part: 'value', found, right: 'write a list, or [] if there is nothing to list' };
  const right =
    options.length > 0
      ? `write one of ${options.join(', ')}`
      : 'write a value, or remove it; if the word null is meant as text, put it in quotes';
  return { path, part: 'value', found, right };
}

/** The key that a path leads to, even from inside its list. */
export function nameOf(path: Path): string {
  const last = path.findLast((step) => typeof step === 'string');
  return String(last ?? 'entries');
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'keys and values';
  return typeof value === 'string' ? 'text' : `a ${kindName(value)}`;
}

function kindName(value: unknown): string {
  return typeof value === 'boolean' ? 'true/false value' : 'number';
}

/** The length of a list, 0 for anything else. */
export function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
