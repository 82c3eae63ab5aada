import { createReadStream } from 'node:fs';

/**
 * One line of a file, without its line break, numbered from 1; `bytes` is undefined for a line longer than
 * the limit.
 */
interface Line {
  number: number;
  bytes: Buffer | undefined;
}

/**
 * Streams the non-empty lines of a file; at most one line and one chunk are in memory. A line over `limit`
 * bytes comes without its bytes.
 */
export async function* linesOf(file: string, limit: number): AsyncGenerator<Line> {
  let number = 1;
  let held: Buffer[] = [];
  let size = 0;
  const hold = (bytes: Buffer) => {
    size += bytes.length;
    if (size <= limit) held.push(bytes);
    else held = [];
  };
  const take = (): Line => {
    const line = { number, bytes: size > limit ? undefined : Buffer.concat(held) };
    number += 1;
    held = [];
    size = 0;
    return line;
  };
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
    if (!Buffer.isBuffer(chunk)) continue;
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      if (end > start) hold(chunk.subarray(start, end));
      start = end + 1;
      if (size > 0) yield take();
      else number += 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

const LINE_FEED = 0x0a;

/** A few hundred records per read keep the overhead of reads small. */
const CHUNK = 1024 * 1024;
