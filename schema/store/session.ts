import DataLoader from 'dataloader';
import { number, type Stored, text } from './attributes.ts';
import { unpackCounter } from './codec/head.ts';
import {
  unpackAttendance,
  unpackDocument,
  unpackMeetingHead,
  unpackNote,
  unpackSeries,
  unpackVoice,
} from './codec/meeting.ts';
import { unpackOffices, unpackParticipant } from './codec/participant.ts';
import { unpackReadout, unpackStatement } from './codec/statement.ts';
import { unpackTopic } from './codec/topic.ts';
import type { CursorCodec } from './cursor.ts';
import type { History } from './history.ts';
import { group, KEY, type Key, type List, ON_PAGE, sort } from './keys.ts';
import type { Meter } from './meter.ts';
import { BATCH_GET_LIMIT, type Reader } from './reader.ts';
import type {
  Counter,
  Document,
  Live,
  MeetingHead,
  MeetingPage,
  OfficeHeld,
  ParticipantSummary,
  ReadoutFull,
  SeriesRef,
  StatementFull,
  TopicFull,
} from './rows.ts';

/**
 * The reads of one request: each row at most once, and reads of the same turn in one BatchGetItem. Anything
 * missing is null.
 */
export interface Session {
  readonly meter: Meter;
  readonly head: Live;
  readonly history: History;
  readonly reader: Reader;
  /** The cursors of one list, bound to `scope`. */
  cursors(scope: string): CursorCodec;
  meeting(slug: string): Promise<MeetingHead | null>;
  /** A whole meeting: one Query, then kept for the request. */
  page(slug: string): MeetingPage | null | Promise<MeetingPage | null>;
  participant(slug: string): Promise<ParticipantSummary | null>;
  /** As recorded at meetings, newest first. */
  offices(participant: string): Promise<readonly OfficeHeld[]>;
  topic(slug: string): Promise<TopicFull | null>;
  readout(meeting: string, id: string): Promise<ReadoutFull | null>;
  statement(meeting: string, id: string): Promise<StatementFull | null>;
  /** A document of a meeting by its number, from 1. */
  document(meeting: string, position: number): Promise<Document | null>;
  note(meeting: string): Promise<string | null>;
  series(slug: string): Promise<SeriesRef | null>;
  /** The counts of a list; all zero for an empty list. */
  counter(list: List): Promise<Counter>;
}

const NOTHING: Counter = { n: 0 };

export function createSession(
  reader: Reader,
  head: Live,
  cursors: Session['cursors'],
  history: History,
): Session {
  const rows = new DataLoader<Key, Stored | null, string>((keys) => reader.get(keys), {
    cacheKeyFn: ({ PK, SK }) => `${PK}\0${SK}`,
    maxBatchSize: BATCH_GET_LIMIT,
  });
  const pages = new Map<string, MeetingPage | null | Promise<MeetingPage | null>>();

  const read = async <T>(PK: string, SK: string, unpack: (row: Stored) => T): Promise<T | null> => {
    const row = await rows.load({ PK, SK });
    return row && unpack(row);
  };

  async function readPage(slug: string): Promise<MeetingPage | null> {
    const found = await reader.group(group.meeting(slug), sort.head, sort.lastOfPage);
    const [head, ...rest] = found;
    if (!head || text(head, KEY.sort) !== sort.head) return null;
    const of = (prefix: string) => rest.filter((row) => text(row, KEY.sort).startsWith(prefix));
    const inOrder = (found: readonly Stored[]) =>
      found.toSorted((a, b) => number(a, 'position') - number(b, 'position'));
    const note = rest.find((row) => text(row, KEY.sort) === sort.note);
    return {
      head: unpackMeetingHead(head),
      participants: of(ON_PAGE.participant).map(unpackAttendance),
      note: note ? unpackNote(note) : null,
      voices: of(ON_PAGE.voice).map(unpackVoice),
      documents: of(ON_PAGE.document).map(unpackDocument),
      readouts: inOrder(of(ON_PAGE.readout)).map(unpackReadout),
      statements: inOrder(of(ON_PAGE.statement)).map(unpackStatement),
    };
  }

  return {
    meter: reader.meter,
    head,
    history,
    reader,
    cursors,
    page(slug) {
      const known = pages.get(slug);
      if (known !== undefined) return known;
      const reading = readPage(slug).then((page) => {
        pages.set(slug, page);
        return page;
      });
      pages.set(slug, reading);
      return reading;
    },
    async meeting(slug) {
      const page = pages.get(slug);
      if (page !== undefined) return (await page)?.head ?? null;
      return read(group.meeting(slug), sort.head, unpackMeetingHead);
    },
    participant: (slug) => read(group.participant(slug), sort.head, unpackParticipant),
    offices: async (slug) => (await read(group.participant(slug), sort.offices, unpackOffices)) ?? [],
    topic: (slug) => read(group.topic(slug), sort.head, unpackTopic),
    async readout(meeting, id) {
      const page = pages.get(meeting);
      if (page !== undefined) return (await page)?.readouts.find((readout) => readout.id === id) ?? null;
      return read(group.meeting(meeting), sort.readout(id), unpackReadout);
    },
    statement: (meeting, id) => read(group.meeting(meeting), sort.statement(id), unpackStatement),
    async document(meeting, position) {
      const page = pages.get(meeting);
      if (page !== undefined) return (await page)?.documents[position - 1] ?? null;
      return read(group.meeting(meeting), sort.document(position), unpackDocument);
    },
    async note(meeting) {
      const page = pages.get(meeting);
      if (page !== undefined) return (await page)?.note ?? null;
      return read(group.meeting(meeting), sort.note, unpackNote);
    },
    series: (slug) => read(group.series(slug), sort.head, unpackSeries),
    counter: async (list) => (await read(list.owner, sort.counter(list), unpackCounter)) ?? NOTHING,
  };
}
