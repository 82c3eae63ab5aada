import type { Import, Report, Source } from './source.ts';

/** A file of the content folder, by its path from there. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of an import: meetings and participants as JSON Lines, and a page that accounts for every record of the source. The same
 * import gives the same bytes: records in the order of their ids, keys in the order of the content format.
 */
export function filesOf({ name, about }: Pick<Source, 'name' | 'about'>, result: Import): OutputFile[] {
  const { read, written, reports } = result;
  if (read !== written + reports.length)
    throw new Error(`${read} records were read, but ${written} written and ${reports.length} reported`);
  return [
    { path: `meetings/${name}.jsonl`, text: linesOf(result.meetings) },
    { path: `participants/${name}.jsonl`, text: linesOf(result.participants) },
    { path: `${name}.md`, text: accountOf(name, about, result) },
  ];
}

function linesOf(records: readonly { id: string }[]): string {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function accountOf(name: string, about: string, { read, written, participants, reports }: Import): string {
  const lines = reports.map(formatReport).map((line) => `- ${line}\n`);
  return `# ${name}

${about}

${count(read)} records were read: ${count(written)} are written to \`meetings/${name}.jsonl\`, ${count(reports.length)} are reported below. ${count(participants.length)} participants are new and stand in \`participants/${name}.jsonl\`. \`npm run import -- ${name} DIR\` makes these files: what is wrong in them is put right in the tables beside the importer.

## Reported, not written

${lines.join('')}`;
}

const count = (amount: number): string => amount.toLocaleString('en');

/** One line for a person. */
export function formatReport({ file, line, record, found, undecided }: Report): string {
  return `${file}:${line}: ${record} (${found}): ${undecided}`;
}
