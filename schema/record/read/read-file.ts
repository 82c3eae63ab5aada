import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LINE_BYTES, YAML_BYTES } from '../limits.ts';
import type { Fault } from '../value/fault.ts';
import { decodeUtf8, NOT_UTF8 } from '../value/utf8.ts';
import type { ContentFile } from './folder.ts';
import { parseLine } from './json-line.ts';
import { linesOf } from './lines.ts';
import type { Problem, Source } from './problem.ts';
import type { RecordMemory } from './record-memory.ts';
import { faultsOfTree, parseTree } from './yaml.ts';

/** A value as it was written, or the problems that explain why there is none; both if a key is repeated. */
interface Written<Whole = never> {
  source: Source;
  problems: Problem[];
  value?: unknown;
  /** The key of the text in the memory, if there is a memory. */
  key?: string | undefined;
  /** The valid records that the same text gave before, instead of its value. */
  known?: readonly Whole[];
}

/** The values of a file: one for a YAML file, one per line for JSON Lines. */
export async function* valuesOf<Whole = never>(
  root: string,
  { file, format }: Pick<ContentFile, 'file' | 'format'>,
  memory?: RecordMemory<Whole>,
): AsyncGenerator<Written<Whole>> {
  if (format === 'yaml') yield await readYaml(root, file, memory);
  else yield* readJsonLines(root, file, memory);
}

async function readYaml<Whole>(
  root: string,
  file: string,
  memory: RecordMemory<Whole> | undefined,
): Promise<Written<Whole>> {
  const source: Source = { file };
  const path = join(root, file);
  if ((await stat(path)).size > YAML_BYTES) return refuse(source, 1, 1, TOO_LARGE);
  const bytes = await readFile(path);
  const key = memory?.keyOf(source, bytes);
  const known = key === undefined ? undefined : memory?.recall(key);
  if (known) return { source, problems: [], known };
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return refuse(source, decoded.line, decoded.column, NOT_UTF8);
  const tree = parseTree(decoded.text);
  const { faults, readable } = faultsOfTree(tree);
  const problems = faults.map(({ offset, found, right }): Problem => {
    const { line, col } = tree.lines.linePos(offset);
    return { ...source, line: Math.max(line, 1), column: Math.max(col, 1), found, right };
  });
  if (!readable) return { source, problems };
  const value: unknown = tree.document.toJS();
  if (value !== null && value !== undefined) return { source, problems, value, key };
  return refuse(source, 1, 1, EMPTY);
}

const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;
const TOO_LARGE: Fault = {
  found: `a file larger than ${megabytes(YAML_BYTES)}`,
  right: 'split it, or write the records as JSON Lines',
};
const TOO_LONG: Fault = {
  found: `a line longer than ${megabytes(LINE_BYTES)}`,
  right: 'write one record per line',
};
const EMPTY: Fault = { found: 'an empty file', right: 'write a record, or remove the file' };

async function* readJsonLines<Whole>(
  root: string,
  file: string,
  memory: RecordMemory<Whole> | undefined,
): AsyncGenerator<Written<Whole>> {
  for await (const { number, bytes } of linesOf(join(root, file), LINE_BYTES)) {
    const source: Source = { file, line: number };
    if (!bytes) {
      yield refuse(source, number, 1, TOO_LONG);
      continue;
    }
    const key = memory?.keyOf(source, bytes);
    const known = key === undefined ? undefined : memory?.recall(key);
    if (known) {
      yield { source, problems: [], known };
      continue;
    }
    const decoded = decodeUtf8(bytes);
    if (!decoded.ok) yield refuse(source, number, decoded.column, NOT_UTF8);
    else if (decoded.text.trim() !== '') yield { ...readLine(source, decoded.text), key };
  }
}

function readLine(source: Source, text: string): Written {
  const { faults, ...parsed } = parseLine(text);
  const problems = faults.map(
    ({ offset, ...fault }): Problem => ({ ...source, column: offset + 1, ...fault }),
  );
  return { source, problems, ...parsed };
}

function refuse(source: Source, line: number, column: number, { found, right }: Fault): Written {
  return { source, problems: [{ ...source, line, column, found, right }] };
}
