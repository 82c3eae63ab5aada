import type { Aside, Import, Remark, Report, Source } from './source.ts';

/** A file in the content folder; the path is relative to it. */
interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of an import: meetings, participants and series as JSON Lines, and a page that accounts for every
 * record of the source. The same import gives the same bytes: records in the order of their ids, keys in the
 * order of the content format.
 */
export function filesOf({ name, about }: Pick<Source, 'name' | 'about'>, result: Import): OutputFile[] {
  const { read, written, reports, asides } = result;
  if (read !== written + reports.length + asides.length)
    throw new Error(
      `${read} records were read, but ${written} written, ${reports.length} reported and ${asides.length} set aside`,
    );
  return [
    { path: `meetings/${name}.jsonl`, text: linesOf(result.meetings) },
    { path: `participants/${name}.jsonl`, text: linesOf(result.participants) },
    { path: `series/${name}.jsonl`, text: linesOf(result.series) },
    { path: `${name}.md`, text: accountOf(name, about, result) },
  ];
}

function linesOf(records: readonly { id: string }[]): string {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return sorted.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function accountOf(name: string, about: string, result: Import): string {
  const { read, written, meetings, participants, reports, asides, corrections, readings, leftOut } = result;
  const sums = [
    `${count(written)} are written`,
    `${count(reports.length)} are reported below`,
    ...(asides.length === 0
      ? []
      : [`${count(asides.length)} ${asides.length === 1 ? 'shows' : 'show'} no meeting to write`]),
  ];
  return [
    `# ${name}`,
    about,
    `${count(read)} records were read: ${sums.slice(0, -1).join(', ')} and ${sums.at(-1)}. They make the ${count(meetings.length)} meetings of \`meetings/${name}.jsonl\`; ${count(participants.length)} participants are new and are in \`participants/${name}.jsonl\`. \`npm run import -- ${name} DIR\` makes these files; errors in the source are corrected in the tables next to the importer.`,
    ...section('Reported, not written', reports.map(formatReport)),
    ...section('No meeting', byReason(asides)),
    ...section('Corrections', corrections.map(formatRemark)),
    ...section('Ambiguous words, as read by a table', readings.map(formatRemark)),
    ...section('Written with omissions', leftOut.map(formatRemark)),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];

/** One line per reason, with its count and its records. */
function byReason(asides: readonly Aside[]): string[] {
  return [...Map.groupBy(asides, ({ reason }) => reason)]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(
      ([reason, all]) => `${reason} (${count(all.length)}): ${all.map(({ record }) => record).join(', ')}`,
    );
}

const count = (amount: number): string => amount.toLocaleString('en');

const formatRemark = ({ record, text }: Remark): string => `${record}: ${text}`;

/** One line for a person to read. */
export function formatReport({ file, line, record, found, undecided }: Report): string {
  return `${file}:${line}: ${record} (${found}): ${undecided}`;
}
