import type { Corpus, Participant } from '../../record/corpus.ts';
import { presentAt, sidesAt } from '../attendance.ts';
import type { DumpFile } from './content-files.ts';
import { csvLine, csvList } from './csv.ts';

const CSV = 'text/csv; charset=utf-8; header=present';

/**
 * The records as flat tables. Records are identified by their slugs; several values in a cell are separated
 * by semicolons.
 */
export function csvFiles(corpus: Corpus): DumpFile[] {
  return [
    { name: 'csv/meetings.csv', mediaType: CSV, pieces: meetingLines(corpus) },
    { name: 'csv/attendances.csv', mediaType: CSV, pieces: attendanceLines(corpus) },
    { name: 'csv/participants.csv', mediaType: CSV, pieces: participantLines(corpus) },
    { name: 'csv/topics.csv', mediaType: CSV, pieces: topicLines(corpus) },
    { name: 'csv/statements.csv', mediaType: CSV, pieces: statementLines(corpus) },
    { name: 'csv/sources.csv', mediaType: CSV, pieces: sourceLines(corpus) },
  ];
}

function* meetingLines({ meetings, participants }: Corpus): Generator<string> {
  const persons = personsIn(participants);
  yield csvLine([
    'meeting',
    'title',
    'form',
    'status',
    'date',
    'first_day',
    'last_day',
    'city',
    'region',
    'country',
    'venue',
    'within',
    'series',
    'visit',
    'parties',
    'persons',
    'topics',
    'statements',
    'readouts',
    'note',
  ]);
  for (const meeting of meetings) {
    const { id, title, form, status, date, place, within, series, visit, statements, readouts, note } =
      meeting;
    const present = presentAt(meeting, (who) => persons.has(who));
    const topics = new Set([...meeting.topics, ...statements.flatMap((statement) => statement.topics)]);
    yield csvLine([
      ...[id, title, form, status, date.edtf, date.start, date.end],
      ...[place?.city, place?.region, place?.country, place?.venue],
      ...[within, series?.id, visit],
      ...[csvList(present.parties), csvList(present.persons), csvList([...topics])],
      ...[statements.length, readouts.length, note],
    ]);
  }
}

function* participantLines({ participants }: Corpus): Generator<string> {
  yield csvLine(['participant', 'kind', 'name', 'country', 'other_names', 'identifiers']);
  for (const { id, kind, name, country, names, identifiers } of participants) {
    const others = names.map((each) => (each.language ? `${each.name} (${each.language})` : each.name));
    yield csvLine([id, kind, name, country, csvList(others), elsewhere(identifiers)]);
  }
}

/** Ids in other collections, as `wikidata:Q1`. */
const elsewhere = (ids: Readonly<Record<string, string | undefined>>): string | undefined =>
  csvList(Object.entries(ids).map(([scheme, value]) => `${scheme}:${value}`));

/** Who was there, one line each: in which role, and on whose behalf. */
function* attendanceLines({ meetings }: Corpus): Generator<string> {
  yield csvLine(['meeting', 'participant', 'role', 'on_behalf_of', 'office', 'remote']);
  for (const { id, participants } of meetings) {
    for (const { who, role, for: party, office, remote } of participants)
      yield csvLine([id, who, role, party, office, remote ? 'true' : undefined]);
  }
}

function* topicLines({ topics }: Corpus): Generator<string> {
  yield csvLine(['topic', 'label', 'other_labels', 'broader', 'identifiers', 'description']);
  for (const { id, prefLabel, altLabels, broader, exactMatch, description } of topics) {
    yield csvLine([id, prefLabel, csvList(altLabels), csvList(broader), elsewhere(exactMatch), description]);
  }
}

function* statementLines({ meetings }: Corpus): Generator<string> {
  yield csvLine([
    'meeting',
    'statement',
    'position',
    'date',
    'speakers',
    'on_behalf_of',
    'addressees',
    'mode',
    'setting',
    'stance',
    'text',
    'quote',
    'topics',
    'document',
    'readout',
    'publisher',
    'url',
    'locator',
  ]);
  for (const record of meetings) {
    const { id: meeting, date, readouts, statements } = record;
    const side = sidesAt(record);
    const cited = new Map(readouts.map((readout) => [readout.id, readout]));
    for (const [index, statement] of statements.entries()) {
      const readout = cited.get(statement.cite.readout);
      const onBehalfOf = new Set(statement.by.flatMap((speaker) => side.get(speaker) ?? []));
      yield csvLine([
        ...[meeting, statement.id, index + 1, statement.date ?? date.edtf],
        ...[csvList(statement.by), csvList([...onBehalfOf]), csvList(statement.to)],
        ...[statement.mode, statement.setting, statement.stance, statement.text, statement.quote],
        ...[csvList(statement.topics), statement.document],
        ...[statement.cite.readout, readout?.publisher, readout?.url, statement.cite.at],
      ]);
    }
  }
}

/** Every account that a record is based on. */
function* sourceLines({ meetings }: Corpus): Generator<string> {
  yield csvLine([
    'meeting',
    'readout',
    'party',
    'kind',
    'publisher',
    'provenance',
    'title',
    'url',
    'archived_url',
    'published',
    'accessed',
    'language',
  ]);
  for (const { id, readouts } of meetings) {
    for (const readout of readouts) {
      yield csvLine([
        ...[id, readout.id, readout.by, readout.kind, readout.publisher, readout.provenance, readout.title],
        ...[readout.url, readout.archivedUrl, readout.published, readout.accessed, readout.language],
      ]);
    }
  }
}

const personsIn = (participants: readonly Participant[]): ReadonlySet<string> =>
  new Set(participants.flatMap(({ id, kind }) => (kind === 'PERSON' ? id : [])));
