import type { Corpus, EventDate } from '../../record/corpus.ts';
import { LEDGER_FILE } from '../../record/read/folder.ts';

/** A file of a download before it is written: its path in the download and its text, in pieces. */
export interface DumpFile {
  readonly name: string;
  readonly mediaType: string;
  readonly pieces: Iterable<string>;
}

const JSON_LINES = 'application/jsonl';
export const TEXT = 'text/plain; charset=utf-8';

/**
 * The records as a content folder in JSON Lines, which `npm run check -- content` accepts and which compiles
 * to the same release.
 */
export function contentFiles(corpus: Corpus): DumpFile[] {
  const { title, licence } = corpus;
  return [
    {
      name: 'content/dataset.yaml',
      mediaType: 'application/yaml',
      // JSON strings are valid YAML.
      pieces: [`title: ${JSON.stringify(title)}\nlicence: ${JSON.stringify(licence)}\n`],
    },
    { name: 'content/meetings/meetings.jsonl', mediaType: JSON_LINES, pieces: linesOf(corpus.meetings) },
    {
      name: 'content/participants/participants.jsonl',
      mediaType: JSON_LINES,
      pieces: linesOf(corpus.participants),
    },
    { name: 'content/series/series.jsonl', mediaType: JSON_LINES, pieces: linesOf(corpus.series) },
    { name: 'content/topics/topics.jsonl', mediaType: JSON_LINES, pieces: linesOf(corpus.topics) },
    { name: `content/${LEDGER_FILE}`, mediaType: TEXT, pieces: ledgerOf(corpus) },
  ];
}

function* linesOf(records: readonly object[]): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record, asWritten)}\n`;
}

/** Reverses the reader, which turned dates into spans of days and filled in empty lists. */
function asWritten(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isEventDate(value)) return value.edtf;
  return Object.keys(value).length === 0 ? undefined : value;
}

const isEventDate = (value: object): value is EventDate => 'edtf' in value && 'precision' in value;

/** The ids of existing statements; only the project knows those of removed statements. */
function* ledgerOf({ meetings }: Corpus): Generator<string> {
  for (const { id, statements } of meetings) {
    if (statements.length > 0) yield `${[id, ...statements.map((statement) => statement.id)].join(' ')}\n`;
  }
}
