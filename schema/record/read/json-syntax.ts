// What may come next: a value, a key, a colon, or what follows a value. The end of a list or object may come where it is still empty.
type Expected = 'value' | 'entry or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

const BLANKS = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids raw control characters in strings
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/;
const TOKEN = new RegExp(`(${STRING.source})|(${LITERAL.source})|([[\\]{},:])`, 'y');

/**
 * Index of the first character at which `text` stops being JSON, its length when it only ends too early, -1 when it is JSON. JSON.parse
 * tells positions in words that change between versions of V8, and not always.
 */
export function offsetOfJsonError(text: string): number {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ; at = TOKEN.lastIndex) {
    BLANKS.lastIndex = at;
    BLANKS.exec(text);
    const start = BLANKS.lastIndex;
    if (start === text.length) return expected === 'nothing' ? -1 : start;
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(text);
    const next: Expected | undefined | null =
      match && follow(expected, match[1] ? 'string' : (match[3] ?? 'literal'), open);
    if (!next) return start;
    expected = next;
  }
}

function follow(expected: Expected, token: string, open: ('[' | '{')[]): Expected | undefined {
  if (expected === 'colon') return token === ':' ? 'value' : undefined;
  if (token === 'string' && (expected === 'key' || expected === 'key or end')) return 'colon';
  if (token === ']' || token === '}') {
    const ends = expected === 'comma or end' || expected === (token === ']' ? 'entry or end' : 'key or end');
    return ends && open.pop() === (token === ']' ? '[' : '{') ? afterValue(open) : undefined;
  }
  if (token === ',') return expected !== 'comma or end' ? undefined : open.at(-1) === '{' ? 'key' : 'value';
  if (expected !== 'value' && expected !== 'entry or end') return undefined;
  if (token === '[' || token === '{') {
    open.push(token);
    return token === '[' ? 'entry or end' : 'key or end';
  }
  return token === 'string' || token === 'literal' ? afterValue(open) : undefined;
}

function afterValue(open: readonly string[]): Expected {
  return open.length > 0 ? 'comma or end' : 'nothing';
}
