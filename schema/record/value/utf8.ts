import { isUtf8 } from 'node:buffer';
import type { Fault } from './fault.ts';

type Decoded = { ok: true; text: string } | { ok: false; line: number; column: number };

/** What is wrong with a file that is refused. */
export const NOT_UTF8: Fault = { found: 'bytes that are not UTF-8', right: 'save the file as UTF-8' };

const utf8 = new TextDecoder();

/** Decodes UTF-8 without its byte order mark, or gives the position of the first byte that is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  if (isUtf8(bytes)) return { ok: true, text: utf8.decode(bytes) };
  let line = 1;
  for (let start = 0; ; line += 1) {
    // A line feed byte never occurs inside a multi-byte character.
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const part = bytes.subarray(start, end);
    if (!isUtf8(part)) return { ok: false, line, column: columnOfDamage(part) };
    start = end + 1;
  }
}

function columnOfDamage(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let column = 1;
  try {
    for (const byte of bytes) column += decoder.decode(Uint8Array.of(byte), { stream: true }).length;
  } catch {
    // The fatal decoder throws at the first byte that is not UTF-8, which is the answer.
  }
  return column;
}
