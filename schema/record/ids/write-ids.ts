import { isMap, isSeq, type YAMLMap } from 'yaml';
import * as z from 'zod';
import { parseTree } from '../read/yaml.ts';

/** Ids that `--fix` writes: s1, s2, …. Editors may choose others. */
const NUMBERED = /^s([1-9]\d*)$/;

/** A text with the ids that were written into it. */
export interface WithIds {
  readonly text: string;
  readonly written: readonly string[];
}

/**
 * The text of a meeting with an id before each statement that has none, and otherwise unchanged. Numbers
 * continue after the highest one that the meeting has or ever had (`taken`). Invalid YAML is left alone. JSON
 * is YAML with quoted keys.
 */
export function withStatementIds(
  text: string,
  taken: Iterable<string>,
  format: 'yaml' | 'json' = 'yaml',
): WithIds {
  const { document } = parseTree(text);
  const statements = isMap(document.contents) ? document.contents.get('statements') : undefined;
  if (document.errors.length > 0 || !isSeq(statements)) return { text, written: [] };
  const items: readonly unknown[] = statements.items;
  const maps = items.filter((item): item is YAMLMap => isMap(item));
  const ids = [...taken, ...maps.map((each) => String(each.get('id')))];
  let last = Math.max(0, ...ids.map((id) => Number(NUMBERED.exec(id)?.[1] ?? 0)));

  const written: string[] = [];
  let result = '';
  let copied = 0;
  for (const map of maps) {
    const start = map.range?.[0];
    if (start === undefined || map.has('id')) continue;
    last += 1;
    const id = `s${last}`;
    const at = map.flow ? start + 1 : start;
    const key = format === 'json' ? jsonKey : map.flow ? inBraces : aboveKey;
    result += text.slice(copied, at) + key(text, at, id);
    copied = at;
    written.push(id);
  }
  return { text: result + text.slice(copied), written };
}

/** Whether nothing follows before the closing brace. */
const isEmpty = (text: string, at: number): boolean => /^\s*\}/.test(text.slice(at));

function inBraces(text: string, at: number, id: string): string {
  if (isEmpty(text, at)) return ` id: ${id} `;
  return /\s/.test(text[at] ?? '') ? ` id: ${id},` : `id: ${id}, `;
}

function jsonKey(text: string, at: number, id: string): string {
  if (isEmpty(text, at)) return `"id":"${id}"`;
  return /\s/.test(text[at] ?? '') ? ` "id": "${id}",` : `"id":"${id}",`;
}

/** A line of JSON Lines with ids; a line that is not JSON, or that needs no ids, is left alone. */
export function withIdsInLine(line: string, takenBy: (meeting: string) => Iterable<string>): WithIds {
  const meeting = withoutIds(line);
  return meeting === undefined
    ? { text: line, written: [] }
    : withStatementIds(line, takenBy(meeting), 'json');
}

/** The meeting id of a line that has a statement without an id. */
function withoutIds(line: string): string | undefined {
  const read = lineShape.safeParse(parsed(line));
  if (!read.success || read.data.statements.every(({ id }) => id !== undefined)) return undefined;
  return read.data.id;
}

const lineShape = z.looseObject({
  id: z.string(),
  statements: z.array(z.looseObject({ id: z.unknown().optional() })),
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A separate line before the first key, with the same indentation. */
function aboveKey(text: string, at: number, id: string): string {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return `id: ${id}${end}${before.replace(/\S/g, ' ')}`;
}
