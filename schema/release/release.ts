import { hash as digest } from 'node:crypto';
import type { Corpus, Meeting } from '../record/corpus.ts';
import { packCounter, packHead } from '../store/codec/head.ts';
import {
  packAttendance,
  packDocument,
  packMeetingHead,
  packNote,
  packSeries,
  packVoice,
} from '../store/codec/meeting.ts';
import { packOffices, packParticipant } from '../store/codec/participant.ts';
import { packReadout, packStatement } from '../store/codec/statement.ts';
import { packTopic } from '../store/codec/topic.ts';
import { datePosition, group, LAYOUT, list, ownerOf, sort } from '../store/keys.ts';
import type { Attribute, Head, Row } from '../store/rows.ts';
import type { CompileMemory } from './compile-memory.ts';
import { DUMP_FORMAT } from './dumps/format.ts';
import { buildIndex } from './index/build.ts';
import {
  extent,
  type Place,
  placesOfMeeting,
  placesOfParticipant,
  placesOfStatement,
  placesOfTopic,
  yearOf,
} from './places.ts';
import { type Resolved, resolve } from './resolve.ts';
import { sealOf, sealOfRecords } from './seal.ts';
import { createTally, type Tally } from './tally.ts';

/**
 * A compiled corpus: the groups of rows that the table must contain, each with a hash of its content. Rows
 * are made on demand, so compiling needs no more memory than the records themselves.
 */
export interface Release {
  /** Identifies the content, its rows and its download: SHA-256, hexadecimal, the same on every machine. */
  readonly id: string;
  /** Number of the row layout. */
  readonly layout: number;
  readonly head: Head;
  /** The index file that the head refers to: see `index/layout.ts`. */
  readonly index: Uint8Array;
  /** Group (partition key) to seal, in key order; equal seals mean equal rows. */
  readonly groups: ReadonlyMap<string, string>;
  /** The rows of a group in key order; empty for an unknown group. */
  rows(group: string): Row[];
}

/**
 * Compiles a valid corpus. The result does not depend on the clock, the machine or the order of files.
 *
 * @param memory of the previous compilation, which makes compiling faster without changing the result
 */
export function compile(corpus: Corpus, memory?: CompileMemory): Release {
  const resolved = resolve(corpus, memory);
  const tally = createTally();
  // The data from which a group's rows are made, hashed before the rows exist; counters follow once
  // everything is counted.
  const bodies = new Map<string, { rows: string; records: string }>();
  const note = (key: string, rows: unknown, record: unknown) =>
    bodies.set(key, { rows: hash(rows), records: sealOfRecords([['', record]]) });
  const once = (object: object, make: () => string) => memory?.hash(object, make) ?? make();

  let statements = 0;
  for (const meeting of corpus.meetings) {
    const page = resolved.page(meeting);
    tally.meeting(page.head, meeting.date);
    for (const statement of page.statements) tally.statement(statement, meeting.date);
    statements += page.statements.length;
    bodies.set(group.meeting(meeting.id), {
      rows: once(page, () => hash(page)),
      records: once(meeting, () => sealOfMeeting(meeting)),
    });
  }
  for (const participant of corpus.participants) {
    const summary = resolved.participant(participant);
    tally.plain(listsOf(placesOfParticipant(summary)));
    const rows = [summary, resolved.offices(participant)];
    note(group.participant(participant.id), rows, participant);
  }
  for (const series of corpus.series) note(group.series(series.id), series, series);
  for (const topic of corpus.topics) {
    const full = resolved.topic(topic);
    tally.plain(listsOf(placesOfTopic(full)));
    note(group.topic(topic.id), full, topic);
  }
  const groups = new Map<string, string>();
  for (const key of [...bodies.keys()].sort()) {
    const { rows, records = '' } = bodies.get(key) ?? {};
    groups.set(key, sealOf([LAYOUT, rows, tally.countersOf(key)], records));
  }

  const index = buildIndex(resolved, memory?.words);
  const sha256 = digest('sha256', index, 'hex');
  const head: Omit<Head, 'release'> = {
    title: corpus.title,
    licence: corpus.licence,
    meetings: corpus.meetings.length,
    participants: corpus.participants.length,
    statements,
    topics: corpus.topics.length,
    ...extent(corpus),
    meetingYears: tally.meetingYears(),
    statementYears: tally.statementYears(),
    index: { key: `indexes/${sha256}`, sha256, bytes: index.byteLength },
  };
  const id = hash([LAYOUT, DUMP_FORMAT, head, [...groups]]);
  groups.set(group.dataset, id);
  const whole = { ...head, release: id };
  const rows = (key: string) => (groups.has(key) ? rowsOf(key, resolved, tally, whole) : []);
  return { id, layout: LAYOUT, head: whole, index, groups, rows };
}

function sealOfMeeting({ statements, ...record }: Meeting): string {
  return sealOfRecords([['', record], ...statements.map((statement) => [statement.id, statement] as const)]);
}

const listsOf = (places: readonly Place[]) => places.map((place) => place.list);

const hash = (value: unknown): string => digest('sha256', JSON.stringify(value), 'hex');

function rowsOf(key: string, resolved: Resolved, tally: Tally, head: Head): Row[] {
  const rows: Row[] = tally.countersOf(key).map(({ list, counter }) => ({
    PK: key,
    SK: sort.counter(list),
    ...packCounter(counter),
  }));
  const owner = ownerOf(key);
  const recordOf = <T>(type: string, records: ReadonlyMap<string, T>) =>
    owner?.type === type ? records.get(owner.slug) : undefined;
  const meeting = recordOf('meeting', resolved.meetings);
  const participant = recordOf('participant', resolved.participants);
  const topic = recordOf('topic', resolved.topics);
  const series = recordOf('series', resolved.series);
  if (meeting) rows.push(...meetingRows(key, meeting, resolved));
  if (participant) {
    const summary = resolved.participant(participant);
    const attributes = packParticipant(summary);
    rows.push({ PK: key, SK: sort.head, ...attributes });
    const offices = resolved.offices(participant);
    if (offices.length > 0) rows.push({ PK: key, SK: sort.offices, ...packOffices(offices) });
    rows.push(...placesOfParticipant(summary).map((place) => edge(key, place, attributes)));
  }
  if (topic) {
    const full = resolved.topic(topic);
    const attributes = packTopic(full);
    rows.push({ PK: key, SK: sort.head, ...attributes });
    rows.push(...placesOfTopic(full).map((place) => edge(key, place, attributes)));
  }
  if (series) rows.push({ PK: key, SK: sort.head, ...packSeries({ slug: series.id, name: series.name }) });
  if (key === group.dataset) rows.push({ PK: key, SK: sort.head, ...packHead(head) });
  return rows.map(withoutUndefined).sort((a, b) => (a.SK < b.SK ? -1 : 1));
}

function meetingRows(key: string, meeting: Meeting, resolved: Resolved): Row[] {
  const page = resolved.page(meeting);
  const { date } = meeting;
  const year = yearOf(date);
  const head = packMeetingHead(page.head);
  return [
    {
      PK: key,
      SK: sort.head,
      LIST: list.meetingsOfYear(year).name,
      AT: datePosition(date.start, meeting.id),
      ...head,
    },
    ...page.participants.map((attendance, index) => ({
      PK: key,
      SK: sort.participant(index + 1),
      ...packAttendance(attendance),
    })),
    ...(page.note === null ? [] : [{ PK: key, SK: sort.note, ...packNote(page.note) }]),
    ...page.documents.map((document, index) => ({
      PK: key,
      SK: sort.document(index + 1),
      ...packDocument(document),
    })),
    ...page.voices.map((voice, index) => ({ PK: key, SK: sort.voice(index + 1), ...packVoice(voice) })),
    ...page.readouts.map((readout, index) => ({
      PK: key,
      SK: sort.readout(readout.id),
      position: index + 1,
      ...packReadout(readout),
    })),
    ...placesOfMeeting(page, date).map((place) => edge(key, place, head)),
    ...page.statements.flatMap((statement) => {
      const attributes = packStatement(statement);
      return [
        {
          PK: key,
          SK: sort.statement(statement.slug),
          LIST: list.statementsOfYear(year).name,
          AT: datePosition(date.start, meeting.id, statement.position),
          ...attributes,
        },
        ...placesOfStatement(statement, date).map((place) => edge(key, place, attributes)),
      ];
    }),
  ];
}

function edge(key: string, place: Place, attributes: Readonly<Record<string, Attribute>>): Row {
  return {
    PK: key,
    SK: sort.edge(place.list, place.distinction),
    LIST: place.list.name,
    AT: place.at,
    shared: place.shared,
    ...attributes,
  };
}

const withoutUndefined = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
