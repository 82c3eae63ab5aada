/** Why a text is not unambiguous JSON, as a sentence without its subject: `is not valid JSON: …`. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
}

/**
 * The value of a JSON text. Parsers differ on an object that has a key twice, so that is rejected. Runs in
 * time linear in the length of the text.
 *
 * @throws JsonFault that says what is wrong, where, and what would be right
 */
export function parseJson(source: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw new JsonFault(`is not valid JSON: ${syntaxFaultOf(source)}`);
  }
  const repeated = repeatedKeyOf(source);
  if (!repeated) return value;
  throw new JsonFault(
    `has the key ${JSON.stringify(repeated.key.slice(0, 40))} twice in one object, the second time at ` +
      `${placeOf(source, repeated.at)}. Give each key once.`,
  );
}

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON excludes them from strings
  /[{}[\]:,]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null/y;
const BLANK = /[ \t\n\r]*/y;

/** What may come next in a JSON text. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end';

const RIGHT: Readonly<Record<Expected, string>> = {
  value: 'expected a value (strings need double quotes)',
  'value or ]': 'expected a value (strings need double quotes) or "]"',
  key: 'expected a key in double quotes',
  'key or }': 'expected a key in double quotes or "}"',
  colon: 'expected ":"',
  comma: 'expected "," or the closing bracket',
  end: 'expected the end of the text',
};

/**
 * The first thing in a text that JSON does not allow. Open brackets are kept in a list, so that nesting may
 * be of any depth.
 */
function syntaxFaultOf(source: string): string {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ; ) {
    BLANK.lastIndex = at;
    at += BLANK.exec(source)?.[0].length ?? 0;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source)?.[0];
    if (token === undefined) return tokenFaultOf(source, at, expected);
    const next = follow(token, expected, open);
    if (next === undefined) return unexpected(source, at, token.length, expected);
    expected = next;
    at += token.length;
  }
}

/** What may follow a token; undefined if the token is not allowed here. */
function follow(token: string, expected: Expected, open: string[]): Expected | undefined {
  const inside = open.at(-1);
  const after = (): Expected => (open.length === 0 ? 'end' : 'comma');
  const wantsValue = expected === 'value' || expected === 'value or ]';
  if (token === '{' || token === '[') {
    if (!wantsValue) return undefined;
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  if (token === '}' || token === ']') {
    const isOpen = inside === (token === '}' ? '{' : '[');
    if (!isOpen || (expected !== 'comma' && expected !== (token === '}' ? 'key or }' : 'value or ]')))
      return undefined;
    open.pop();
    return after();
  }
  if (token === ',') return expected !== 'comma' ? undefined : inside === '{' ? 'key' : 'value';
  if (token === ':') return expected === 'colon' ? 'value' : undefined;
  if (token.startsWith('"') && (expected === 'key' || expected === 'key or }')) return 'colon';
  return wantsValue ? after() : undefined;
}

/** Explains why no token begins here. */
function tokenFaultOf(source: string, at: number, expected: Expected): string {
  if (at >= source.length) return `the text ends too early, at ${placeOf(source, at)}.`;
  if (source[at] !== '"') return unexpected(source, at, 1, expected);
  // Matches the valid beginning of the string; the error comes right after it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON excludes them from strings
  const sound = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*/y;
  sound.lastIndex = at;
  const end = at + (sound.exec(source)?.[0].length ?? 0);
  const place = placeOf(source, end);
  if (end >= source.length) return `the string that begins at ${placeOf(source, at)} has no closing quote.`;
  if (source[end] === '\n' || source[end] === '\r')
    return `a string has a raw line break at ${place}. Write it as \\n: a JSON string stays on one line.`;
  if (source[end] === '\\')
    return `a string has an unknown escape at ${place}. JSON allows \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.`;
  return `a string has a raw control character at ${place}. Write it as an escape, such as \\t.`;
}

function unexpected(source: string, at: number, length: number, expected: Expected): string {
  const found = JSON.stringify(source.slice(at, at + Math.min(length, 20)));
  return `found ${found} at ${placeOf(source, at)}; ${RIGHT[expected]}.`;
}

/**
 * Brackets, and strings with the colon that makes them keys: enough to tell which key belongs to which object
 * in valid JSON.
 */
const KEYS_AND_BRACKETS = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}[\]]/g;

/** The first key that an object has twice, in a text that is valid JSON. */
function repeatedKeyOf(source: string): { key: string; at: number } | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (const match of source.matchAll(KEYS_AND_BRACKETS)) {
    const [token, raw = '', colon] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const key: string = raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
      const keys = open.at(-1);
      if (keys?.has(key)) return { key, at: match.index };
      keys?.add(key);
    }
  }
  return undefined;
}

/** Line and column of an offset, both from 1. */
function placeOf(source: string, offset: number): string {
  const lines = source.slice(0, offset).split(/\r\n|\n|\r/);
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
