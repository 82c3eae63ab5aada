import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../value/fault.ts';
import { faultOfId } from '../value/id.ts';
import { suggest } from '../value/nearest.ts';
import { quoted } from '../value/printable.ts';
import { isIgnored } from './ignored.ts';
import { compare, type Problem } from './problem.ts';

export type Room = 'meetings' | 'participants' | 'topics' | 'series';
const ROOMS: readonly Room[] = ['meetings', 'participants', 'topics', 'series'];
/** Content need not have any series. */
const OPTIONAL_ROOM: Room = 'series';

/** A file to read; the path is relative to the content folder. */
export interface ContentFile {
  readonly file: string;
  readonly room: Room;
  readonly format: 'yaml' | 'jsonl';
}

/**
 * The files of a content folder, in code-unit order of their paths, and whatever is in the wrong place. Skips
 * what `isIgnored` matches.
 */
export async function listContent(
  root: string,
): Promise<{ files: ContentFile[]; problems: Problem[]; hasDataset: boolean }> {
  const files: ContentFile[] = [];
  const problems: Problem[] = [];
  const top = await entriesOf(root, '');
  for (const { name, entry } of top) {
    const fault = faultAtTop(name, entry);
    if (fault) problems.push(problemAt(name, fault));
  }
  for (const room of ROOMS) {
    const entry = top.find(({ name }) => name === room)?.entry;
    if (entry?.isDirectory()) await listRoom(root, room, room, files, problems);
    else if (!entry && room !== OPTIONAL_ROOM)
      problems.push(
        problemAt(room, {
          found: `the folder "${room}" is missing`,
          right: 'create it, even if it stays empty',
        }),
      );
  }
  const dataset = top.find(({ name }) => name === 'dataset.yaml')?.entry;
  if (!dataset)
    problems.push(
      problemAt('dataset.yaml', {
        found: 'the file "dataset.yaml" is missing',
        right: 'create it with a title and a licence',
      }),
    );
  files.sort((a, b) => compare(a.file, b.file));
  return { files, problems, hasDataset: dataset?.isFile() ?? false };
}

/** The file of all ids that statements were ever given; it is next to the records. */
export const LEDGER_FILE = 'statement-ids.txt';

const TOP = ['dataset.yaml', ...ROOMS];

function faultAtTop(name: string, entry: Dirent): Fault | undefined {
  if (entry.isSymbolicLink()) return LINK;
  if (name === 'dataset.yaml' || name === LEDGER_FILE)
    return entry.isFile()
      ? undefined
      : { found: 'a folder where a file belongs', right: 'replace it with a file' };
  if (ROOMS.some((room) => room === name))
    return entry.isDirectory()
      ? undefined
      : { found: 'a file where a folder belongs', right: 'replace it with a folder' };
  // Documents about the records are welcome here.
  if (entry.isFile() && name.endsWith('.md')) return undefined;
  const allowed = `allowed here: ${TOP.join(', ')} and *.md documents`;
  return {
    found: `${quoted(name)} does not belong in the content folder`,
    right: suggest(name, TOP, allowed),
  };
}

async function listRoom(
  root: string,
  folder: string,
  room: Room,
  files: ContentFile[],
  problems: Problem[],
): Promise<void> {
  for (const { name, entry } of await entriesOf(root, folder)) {
    const file = `${folder}/${name}`;
    const format = name.endsWith('.yaml') ? 'yaml' : name.endsWith('.jsonl') ? 'jsonl' : undefined;
    if (entry.isSymbolicLink()) problems.push(problemAt(file, LINK));
    else if (entry.isDirectory()) {
      if (format) problems.push(problemAt(file, { found: 'a folder named like a file', right: 'rename it' }));
      else await listRoom(root, file, room, files, problems);
    } else if (!entry.isFile())
      problems.push(problemAt(file, { found: 'neither a file nor a folder', right: 'remove it' }));
    else if (!format)
      problems.push(
        problemAt(file, { found: `${quoted(name)} has an unknown extension`, right: allowedIn(room) }),
      );
    else {
      const fault = format === 'yaml' ? faultOfYamlPlace(file, room) : undefined;
      if (fault) problems.push(problemAt(file, fault));
      files.push({ file, room, format });
    }
  }
}

function allowedIn(room: Room): string {
  const yaml = room === 'meetings' ? 'meetings/<year>/<id>.yaml' : `${room}/<name>.yaml`;
  return `use ${yaml} or, for bulk data, ${room}/**/<name>.jsonl`;
}

function faultOfYamlPlace(file: string, room: Room): Fault | undefined {
  const steps = file.split('/');
  const name = idOfFile(file);
  if (room !== 'meetings')
    return steps.length === 2
      ? undefined
      : { found: 'a YAML file in a subfolder', right: `move it to ${room}/${steps.at(-1)}` };
  const fault = faultOfId(name);
  if (fault) return { ...fault, found: `the file is named ${quoted(name)}: ${fault.found}` };
  return steps.length === 3 && /^\d{4}$/.test(steps[1] ?? '')
    ? undefined
    : { found: 'a meeting outside a year folder', right: `move it to meetings/<year>/${name}.yaml` };
}

/** The id in a meeting's file name. */
export function idOfFile(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
}

const LINK: Fault = { found: 'a symbolic link', right: 'put the file itself here' };

const problemAt = (file: string, { found, right }: Fault): Problem => ({
  file,
  line: 1,
  column: 1,
  found,
  right,
});

async function entriesOf(root: string, folder: string): Promise<{ name: string; entry: Dirent }[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  return entries.map((entry) => ({ name: entry.name, entry })).filter(({ name }) => !isIgnored(name));
}
