import { type Node, parseTree, visit } from 'jsonc-parser';
import type { Fault } from '../value/fault.ts';
import { quoted } from '../value/printable.ts';
import type { FaultAt, Path, Problem } from './problem.ts';

/** The value of one line of JSON, or why there is none, or both if a key is repeated. */
export function parseLine(line: string): { value?: unknown; faults: FaultAt[] } {
  const parsed = tryParse(line);
  if (!parsed) return { faults: [{ ...NOT_JSON, offset: offsetOfJsonError(line) }] };
  const { value } = parsed;
  if (!line.includes('__proto__') && membersWritten(line) === membersKept(value, 0))
    return { value, faults: [] };
  const tree = jsonTree(line);
  if (!tree) return { faults: [{ ...TOO_DEEP, offset: 0 }] };
  const faults: FaultAt[] = [];
  const isReadable = findKeys(tree, faults, 0);
  return isReadable ? { value, faults } : { faults };
}

function tryParse(line: string): { value: unknown } | undefined {
  const { stackTraceLimit } = Error;
  // Collecting a stack would be most of the cost of a bad line, and a file may have a million of them.
  Error.stackTraceLimit = 0;
  try {
    return { value: JSON.parse(line) };
  } catch {
    // A SyntaxError; V8's message and position vary between versions.
    return undefined;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const NOT_JSON = { found: 'a line that is not JSON', right: 'write one whole JSON object per line' };
const TOO_DEEP = { found: 'brackets nested too deeply', right: 'write one record per line' };

/** Index of the first character at which `text` stops being JSON; -1 if it is JSON. */
export function offsetOfJsonError(text: string): number {
  let first = -1;
  try {
    visit(text, { onError: (_, offset) => (first = first < 0 ? offset : first) }, { disallowComments: true });
  } catch (error) {
    // Brackets are nested deeper than the stack allows.
    if (!(error instanceof RangeError)) throw error;
    return 0;
  }
  return first;
}

/** The syntax tree of valid JSON; undefined if brackets are nested deeper than the stack allows. */
export function jsonTree(text: string): Node | undefined {
  try {
    return parseTree(text, [], { disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Finds keys written twice in one object, which JSON.parse hides, and `__proto__`, which assignment treats
 * specially. False for the latter.
 */
function findKeys(node: Node, faults: FaultAt[], depth: number): boolean {
  if (depth > DEPTH_LIMIT) return true;
  const seen = new Set<unknown>();
  let isReadable = true;
  for (const child of node.children ?? []) {
    const [key, value] = node.type === 'object' ? (child.children ?? []) : [undefined, child];
    if (key && seen.has(key.value)) faults.push({ ...repeatedKey(String(key.value)), offset: key.offset });
    if (key?.value === '__proto__') {
      faults.push({ found: 'unknown key "__proto__"', right: 'remove it', offset: key.offset });
      isReadable = false;
    }
    seen.add(key?.value);
    if (value && !findKeys(value, faults, depth + 1)) isReadable = false;
  }
  return isReadable;
}

export function repeatedKey(key: string): Fault {
  return { found: `the key ${quoted(key)} appears twice`, right: 'remove one of them' };
}

/** Offsets of the key or value at `path`, or of the deepest node on the way if the path ends early. */
export function rangeInJson(
  root: Node | undefined,
  path: Path,
  part: Problem['part'],
): [start: number, end: number] {
  let node = root;
  let shown = root;
  for (const step of path) {
    const entry = childOf(node, step);
    if (!entry) break;
    node = entry.value;
    shown = part === 'key' ? (entry.key ?? entry.value) : entry.value;
  }
  return shown ? [shown.offset, shown.offset + shown.length] : [0, 0];
}

function childOf(
  node: Node | undefined,
  step: PropertyKey,
): { key?: Node | undefined; value: Node } | undefined {
  if (node?.type === 'array' && typeof step === 'number') {
    const value = node.children?.[step];
    return value && { value };
  }
  if (node?.type !== 'object') return undefined;
  // If a key is written twice, the last one counts, as in JSON.parse.
  const [key, value] =
    node.children?.findLast(({ children }) => children?.[0]?.value === String(step))?.children ?? [];
  return value && { key, value };
}

/** Counts the colons outside strings: the members of all objects as written. */
function membersWritten(line: string): number {
  let members = 0;
  for (let at = 0; at < line.length; at += 1) {
    const unit = line.charCodeAt(at);
    if (unit === COLON) members += 1;
    else if (unit === QUOTE) at = endOfString(line, at);
  }
  return members;
}

function endOfString(line: string, open: number): number {
  let close = line.indexOf('"', open + 1);
  while (isEscaped(line, close)) close = line.indexOf('"', close + 1);
  return close;
}

function isEscaped(line: string, at: number): boolean {
  let slashes = 0;
  while (line.charCodeAt(at - slashes - 1) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

function membersKept(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > DEPTH_LIMIT) return Number.NaN;
  let members = 0;
  if (Array.isArray(value)) for (const entry of value) members += membersKept(entry, depth + 1);
  else for (const entry of Object.values(value)) members += 1 + membersKept(entry, depth + 1);
  return members;
}

const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

// Records are five levels deep; the definitions reject deeper values without looking into them.
const DEPTH_LIMIT = 16;
