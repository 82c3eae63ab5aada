/**
 * The value of one line of JSON, or undefined when the line needs a closer look: it is not JSON, repeats a key (which JSON.parse hides)
 * or uses the one key that assignment treats specially.
 */
export function parseLine(line: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return !line.includes('__proto__') && membersWritten(line) === membersKept(value, 0)
      ? { value }
      : undefined;
  } catch {
    // A SyntaxError; its words and position are V8's own and change between versions.
    return undefined;
  }
}

/** Colons outside strings: the members of all objects as written. */
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

// Records lie five levels deep; a deeper value is not counted but looked at closely.
const DEPTH_LIMIT = 16;
