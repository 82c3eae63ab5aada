import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import { RECORD_BYTES } from '../limits.ts';
import { decodeUtf8 } from '../value/utf8.ts';
import type { Finding, Path, Place, Spot } from './finding.ts';
import { linesOf } from './lines.ts';
import { parseTree, type Tree } from './yaml.ts';

interface Position {
  line: number;
  column: number;
  written: string;
}

/**
 * Turns findings into spots by reading their files once more, each once: JSON Lines as a stream of which only the lines in question are
 * parsed. A file that has changed in between gives the nearest position that still exists.
 */
export async function locate(
  findings: readonly Finding[],
  root: string,
  nameFile: (file: string) => string,
): Promise<Spot[]> {
  const places = findings.flatMap((finding) => (finding.first ? [finding, finding.first] : [finding]));
  const positions = new Map<Place, Position>();
  for (const [file, there] of Map.groupBy(places, (place) => place.source.file))
    await locateIn(join(root, file), there, positions);
  return findings.map((finding) => {
    const { line, column, written } = positions.get(finding) ?? START;
    const say = (said: Finding['found']) => (typeof said === 'string' ? said : said(written));
    const first = finding.first && (positions.get(finding.first) ?? START);
    const seen =
      finding.first && first
        ? ` (first in ${nameFile(finding.first.source.file)}:${first.line}:${first.column})`
        : '';
    return {
      source: finding.source,
      line,
      column,
      found: say(finding.found) + seen,
      right: say(finding.right),
    };
  });
}

const START: Position = { line: 1, column: 1, written: '' };

async function locateIn(
  file: string,
  places: readonly Place[],
  positions: Map<Place, Position>,
): Promise<void> {
  const whole = places.filter((place) => place.source.line === undefined && place.part !== 'file');
  if (whole.length > 0) {
    const text = decodeUtf8(await readFile(file).catch(() => Buffer.alloc(0)));
    if (text.ok) locateInText(text.text, whole, 0, positions);
  }
  const byLine = Map.groupBy(places, (place) => place.source.line);
  byLine.delete(undefined);
  if (byLine.size === 0) return;
  for await (const { number, bytes } of linesOf(file, RECORD_BYTES)) {
    const there = byLine.get(number);
    const text = there && bytes && decodeUtf8(bytes);
    if (text?.ok) locateInText(text.text, there ?? [], number - 1, positions);
  }
}

function locateInText(
  text: string,
  places: readonly Place[],
  linesBefore: number,
  positions: Map<Place, Position>,
): void {
  const tree = parseTree(text);
  for (const place of places) {
    const [start, end] = rangeOf(tree, place.path, place.part);
    const { line, col } = tree.lines.linePos(start);
    positions.set(place, {
      line: Math.max(line, 1) + linesBefore,
      column: Math.max(col, 1),
      written: text.slice(start, end),
    });
  }
}

/** Offsets of the key or value at `path`; of the deepest node on the way when the path ends early. An empty value is shown by its key. */
function rangeOf({ document }: Tree, path: Path, part: Place['part']): [start: number, end: number] {
  let node: Node | null = document.contents;
  let key: Node | undefined;
  let shown = node;
  for (const step of path) {
    const next = childOf(node, step);
    if (!next) break;
    ({ node, key } = next);
    shown = isEmpty(node) || (part === 'key' && key) ? (key ?? node ?? shown) : node;
  }
  const range = shown?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

function childOf(
  node: Node | null,
  step: PropertyKey,
): { node: Node | null; key: Node | undefined } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? { node: item, key: undefined } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && isNode(pair.key)
    ? { node: isNode(pair.value) ? pair.value : null, key: pair.key }
    : undefined;
}

function isEmpty(node: Node | null): boolean {
  return !node?.range || node.range[0] === node.range[1];
}
