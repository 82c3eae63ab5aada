import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LINE_BYTES } from '../limits.ts';
import { printable } from '../value/printable.ts';
import { decodeUtf8 } from '../value/utf8.ts';
import { jsonTree, rangeInJson } from './json-line.ts';
import { linesOf } from './lines.ts';
import { AS_WRITTEN, type LocatedProblem, type Place, type Problem } from './problem.ts';
import { parseTree, rangeInYaml } from './yaml.ts';

interface Position {
  line: number;
  column: number;
  /** The characters at that position. */
  written: string;
}

/**
 * Finds the line and column of problems that have a path by reading each of their files once more. JSON Lines
 * are streamed, and only the lines in question are parsed. If a file has changed since, the nearest existing
 * position is used.
 *
 * @param nameFile gives the name of a file to show
 */
export async function locate(
  problems: readonly Problem[],
  root: string,
  nameFile: (file: string) => string,
): Promise<LocatedProblem[]> {
  const places = problems.flatMap((problem) => (problem.first ? [problem, problem.first] : [problem]));
  const positions = new Map<Place, Position>();
  const wanted = places.filter(({ path, part }) => path !== undefined && part !== 'file');
  for (const [file, there] of Map.groupBy(wanted, (place) => place.file))
    await locateIn(join(root, file), there, positions);
  const positionOf = (place: Place): Position =>
    positions.get(place) ?? { line: place.line ?? 1, column: place.column ?? 1, written: '' };
  return problems.map((problem) => {
    const { line, column, written } = positionOf(problem);
    const say = (words: string) => printable(words.replaceAll(AS_WRITTEN, written));
    const file = printable(nameFile(problem.file));
    return { file, line, column, found: say(problem.found) + seenFirst(problem), right: say(problem.right) };
  });

  function seenFirst({ first }: Problem): string {
    if (!first) return '';
    const { line, column } = positionOf(first);
    return ` (first in ${printable(nameFile(first.file))}:${line}:${column})`;
  }
}

async function locateIn(
  file: string,
  places: readonly Place[],
  positions: Map<Place, Position>,
): Promise<void> {
  const byLine = Map.groupBy(places, ({ line }) => line);
  const whole = byLine.get(undefined);
  if (whole) {
    const text = decodeUtf8(await readFile(file).catch(() => Buffer.alloc(0)));
    if (text.ok) locateInYaml(text.text, whole, positions);
    byLine.delete(undefined);
  }
  if (byLine.size === 0) return;
  for await (const { number, bytes } of linesOf(file, LINE_BYTES)) {
    const there = byLine.get(number);
    if (!there) continue;
    const text = bytes && decodeUtf8(bytes);
    if (text?.ok) locateInLine(text.text, number, there, positions);
    byLine.delete(number);
    if (byLine.size === 0) return;
  }
}

function locateInYaml(text: string, places: readonly Place[], positions: Map<Place, Position>): void {
  const tree = parseTree(text);
  for (const place of places) {
    const [start, end] = rangeInYaml(tree, place.path ?? [], place.part);
    const { line, col } = tree.lines.linePos(start);
    positions.set(place, {
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      written: quotation(text, start, end),
    });
  }
}

function locateInLine(
  text: string,
  line: number,
  places: readonly Place[],
  positions: Map<Place, Position>,
): void {
  const tree = jsonTree(text);
  for (const place of places) {
    const [start, end] = rangeInJson(tree, place.path ?? [], place.part);
    positions.set(place, { line, column: start + 1, written: quotation(text, start, end) });
  }
}

/** The text between two offsets, shortened for quoting. */
const quotation = (text: string, start: number, end: number): string =>
  text.slice(start, Math.min(end, start + 100));
