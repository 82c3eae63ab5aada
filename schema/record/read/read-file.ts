import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORD_BYTES } from '../limits.ts';
import { decodeUtf8 } from '../value/utf8.ts';
import type { Source, Spot } from './finding.ts';
import type { ContentFile } from './folder.ts';
import { parseLine } from './json-line.ts';
import { offsetOfJsonError } from './json-syntax.ts';
import { linesOf } from './lines.ts';
import { faultsOfTree, parseTree } from './yaml.ts';

/** A value as it was written, or spots that say why there is none; both when a key is repeated. */
export interface Written {
  source: Source;
  spots: Spot[];
  value?: unknown;
}

/** The values of a file: one of a YAML file, one a line of JSON Lines. */
export async function* valuesOf(
  root: string,
  { file, format }: Pick<ContentFile, 'file' | 'format'>,
): AsyncGenerator<Written> {
  if (format === 'yaml') yield await readYaml(root, file);
  else yield* readJsonLines(root, file);
}

const TOO_BIG = [
  `more than ${RECORD_BYTES / 1024 / 1024} megabytes in one record`,
  'split it into several',
] as const;

async function readYaml(root: string, file: string): Promise<Written> {
  const source: Source = { file };
  const path = join(root, file);
  if ((await stat(path)).size > RECORD_BYTES) return refuse(source, 1, 1, ...TOO_BIG);
  const decoded = decodeUtf8(await readFile(path));
  if (!decoded.ok) return refuse(source, decoded.line, decoded.column, ...NOT_UTF8);
  return readTree(source, decoded.text, 1);
}

const NOT_UTF8 = ['bytes that are not UTF-8', 'save the file in the encoding UTF-8'] as const;

function readTree(source: Source, text: string, firstLine: number): Written {
  const tree = parseTree(text);
  const { faults, readable } = faultsOfTree(tree);
  const spots = faults.map(({ offset, found, right }): Spot => {
    const { line, col } = tree.lines.linePos(offset);
    return { source, line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1), found, right };
  });
  if (!readable) return { source, spots };
  const value: unknown = tree.document.toJS();
  if (value !== null && value !== undefined) return { source, spots, value };
  return refuse(source, firstLine, 1, 'an empty file', 'write a record, or remove the file');
}

async function* readJsonLines(root: string, file: string): AsyncGenerator<Written> {
  for await (const { number, bytes } of linesOf(join(root, file), RECORD_BYTES)) {
    const source: Source = { file, line: number };
    if (!bytes) {
      yield refuse(source, number, 1, ...TOO_BIG);
      continue;
    }
    const decoded = decodeUtf8(bytes);
    if (!decoded.ok) yield refuse(source, number, decoded.column, ...NOT_UTF8);
    else if (decoded.text.trim() !== '') yield readLine(source, decoded.text, number);
  }
}

function readLine(source: Source, text: string, number: number): Written {
  const parsed = parseLine(text);
  if (parsed) return { source, spots: [], value: parsed.value };
  const offset = offsetOfJsonError(text);
  if (offset >= 0)
    return refuse(
      source,
      number,
      offset + 1,
      'a line that is not JSON',
      'write one whole JSON object a line',
    );
  return readTree(source, text, number);
}

function refuse(source: Source, line: number, column: number, found: string, right: string): Written {
  return { source, spots: [{ source, line, column, found, right }] };
}
