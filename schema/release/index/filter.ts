import type { Days } from '../../store/date-bounds.ts';
import type { MeetingQuery } from '../../store/meetings.ts';
import type { StatementQuery } from '../../store/statements.ts';
import { Bits } from './bits.ts';
import { dayOf, type Lists, type Numbers } from './layout.ts';
import type { ReleaseIndex } from './open.ts';

/** Conditions are loops over columns: each clears the flags of the rows that do not fulfil it. */
type Flags = Uint8Array;

/** The documents of the meetings that a query asks for. */
export function meetingsThat(index: ReleaseIndex, query: MeetingQuery): Bits {
  const flags = meetingsWithin(index, query.days);
  for (const slug of query.members ?? [])
    keepMembers(index, flags, groupOf(index, slug, query.withPredecessors));
  if (query.country !== undefined) keepCountry(index, flags, query.country);
  if (query.topic !== undefined) keepTopic(index.meetingTopics, flags, index, query.topic);
  if (query.forms?.length) keepWords(index.meetingForm, flags, index.words.form, query.forms);
  if (query.statuses?.length) keepWords(index.meetingStatus, flags, index.words.status, query.statuses);
  if (query.visits?.length) keepWords(index.meetingVisit, flags, index.words.visit, query.visits, 1);
  if (query.series !== undefined)
    keepEqual(index.meetingSeries, flags, placeOrNone(index.words.series, query.series));
  if (query.within !== undefined) {
    const { before, isThere } = index.placeOfMeeting(query.within.start, query.within.slug);
    keepEqual(index.meetingWithin, flags, isThere ? before + 1 : -1);
  }
  return documentsOfMeetings(index, flags);
}

/** What a list of statements asks for; those of one meeting are named by its slug and its first day. */
export interface StatementConditions extends Omit<StatementQuery, 'meeting' | 'readout'> {
  readonly meeting?: { readonly slug: string; readonly start: string };
  /** Id of the readout cited, within that meeting. */
  readonly readout?: string;
}

/** The documents of the statements that a query asks for. */
export function statementsThat(index: ReleaseIndex, query: StatementConditions): Bits {
  const meetings = meetingsWithin(index, query.days);
  if (query.meeting !== undefined) keepOne(index, meetings, query.meeting);
  const flags = statementsOfMeetings(index, meetings);
  keepStatements(index, flags, query);
  if (query.readout !== undefined) keepReadout(index, flags, query.readout);
  return documentsOfStatements(index, flags);
}

function keepOne(index: ReleaseIndex, flags: Flags, { slug, start }: { slug: string; start: string }): void {
  const { before, isThere } = index.placeOfMeeting(start, slug);
  const flag = isThere ? (flags[before] ?? 0) : 0;
  flags.fill(0);
  if (isThere) flags[before] = flag;
}

/** Of the statements left, those that cite a readout of that id in their meeting. */
function keepReadout(index: ReleaseIndex, flags: Flags, id: string): void {
  const wanted = index.words.readout.indexOf(id);
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    const first = index.readoutStarts[meeting] ?? 0;
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1) {
      const readout = first + (index.statementReadout[statement] ?? 0);
      if (index.readoutId[readout] !== wanted) flags[statement] = 0;
    }
  }
}

/** Conditions of a search; without one all documents are allowed, those without a date among them. */
export interface SearchConditions {
  readonly types?: readonly DocumentType[];
  readonly days?: Days;
  /** Slug of a participant: where it was, or what was said by it or on its behalf. */
  readonly participant?: string;
  readonly country?: string;
  readonly topic?: string;
  readonly modes?: StatementQuery['modes'];
  readonly stances?: StatementQuery['stances'];
  /** A language and its variants: of the account that a statement cites, or of one of a meeting's. */
  readonly language?: string;
}

export type DocumentType = 'MEETING' | 'STATEMENT' | 'PARTICIPANT' | 'TOPIC';

/** Types that have what a condition is of. */
const DATED: readonly DocumentType[] = ['MEETING', 'STATEMENT'];

/**
 * The documents that fulfil the conditions. Participants and topics fulfil none, and meetings none about the mode or the
 * stance of a statement.
 */
export function documentsThat(index: ReleaseIndex, conditions: SearchConditions): Bits {
  const { types, days, participant, country, topic, modes, stances, language } = conditions;
  const ofStatements = Boolean(modes?.length || stances?.length);
  const isConditioned =
    ofStatements || [days, participant, country, topic, language].some((each) => each !== undefined);
  const wanted = (type: DocumentType): boolean =>
    (!types?.length || types.includes(type)) &&
    (!isConditioned || DATED.includes(type)) &&
    (!ofStatements || type === 'STATEMENT');

  const bits = new Bits(index.documents);
  if (!isConditioned) {
    // The types alone choose whole ranges, or every other document of one.
    if (wanted('STATEMENT')) bits.addRange(0, index.firstParticipant);
    if (wanted('STATEMENT') !== wanted('MEETING')) {
      if (wanted('MEETING')) bits.or(index.meetingDocuments);
      else bits.without(index.meetingDocuments);
    }
    if (wanted('PARTICIPANT')) bits.addRange(index.firstParticipant, index.firstTopic);
    if (wanted('TOPIC')) bits.addRange(index.firstTopic, index.documents);
    return bits;
  }
  const flags = meetingsWithin(index, days);
  if (country !== undefined) keepCountry(index, flags, country);
  if (wanted('STATEMENT')) {
    const statements = statementsOfMeetings(index, flags);
    keepStatements(index, statements, {
      ...(participant === undefined ? {} : { maker: participant }),
      ...(topic === undefined ? {} : { topics: [topic] }),
      ...(modes ? { modes } : {}),
      ...(stances ? { stances } : {}),
    });
    if (language !== undefined) keepLanguageOfStatements(index, statements, language);
    bits.or(documentsOfStatements(index, statements));
  }
  if (wanted('MEETING')) {
    if (participant !== undefined) keepMembers(index, flags, groupOf(index, participant, false));
    if (topic !== undefined) keepTopic(index.meetingTopics, flags, index, topic);
    if (language !== undefined) keepLanguageOfMeetings(index, flags, language);
    bits.or(documentsOfMeetings(index, flags));
  }
  return bits;
}

/** Flags of the meetings whose days overlap a range. */
export function meetingsWithin(index: ReleaseIndex, days: Days = {}): Flags {
  const flags = new Uint8Array(index.meetings);
  const end = days.to === undefined ? index.meetings : index.firstMeetingFrom(dayOf(days.to) + 1);
  if (days.from === undefined) return flags.fill(1, 0, end);
  const from = dayOf(days.from);
  const start = Math.min(index.firstMeetingFrom(from), end);
  flags.fill(1, start, end);
  for (let meeting = 0; meeting < start; meeting += 1) {
    const last = (index.meetingStart[meeting] ?? 0) + (index.meetingBeyond[meeting] ?? 0);
    if (last >= from) flags[meeting] = 1;
  }
  return flags;
}

/** Of each participant 1 when it is the one of that slug or, where they count, came before it. */
function groupOf(index: ReleaseIndex, slug: string, withPredecessors: boolean | undefined): Uint8Array {
  const group = new Uint8Array(index.participants);
  const { starts, values } = index.participantPredecessors;
  const add = (participant: number): void => {
    if (group[participant] !== 0) return;
    group[participant] = 1;
    if (withPredecessors) values.subarray(starts[participant], starts[participant + 1]).forEach(add);
  };
  add(index.participant(slug));
  return group;
}

function keepMembers(index: ReleaseIndex, flags: Flags, group: Uint8Array): void {
  const { meetingPersons, meetingParties } = index;
  const there = new Uint8Array(flags.length);
  markRowsWith(meetingPersons, there, group);
  markRowsWith(meetingParties, there, group);
  keepMarked(flags, there);
}

function markRowsWith({ starts, values }: Lists, marks: Flags, group: Uint8Array): void {
  for (let row = 0; row < marks.length; row += 1) {
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) if (group[values[at] ?? 0] === 1) marks[row] = 1;
  }
}

function keepMarked(flags: Flags, marks: Flags): void {
  for (let row = 0; row < flags.length; row += 1) if (marks[row] === 0) flags[row] = 0;
}

function keepCountry(index: ReleaseIndex, flags: Flags, country: string): void {
  keepEqual(index.meetingCountry, flags, placeOrNone(index.words.country, country));
}

/** What a column in which 0 stands for none has for a word; -1 for one that is nowhere. */
function placeOrNone(words: readonly string[], word: string): number {
  const place = words.indexOf(word);
  return place === -1 ? -1 : place + 1;
}

function keepEqual(column: Numbers, flags: Flags, value: number): void {
  for (let row = 0; row < flags.length; row += 1) if (column[row] !== value) flags[row] = 0;
}

function keepTopic({ starts, values }: Lists, flags: Flags, index: ReleaseIndex, slug: string): void {
  const topic = index.topic(slug);
  const wanted = topic === -1 ? new Uint8Array(index.topics) : index.topicsWithin(topic);
  for (let row = 0; row < flags.length; row += 1) {
    if (flags[row] === 0) continue;
    let isAbout = false;
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) if (wanted[values[at] ?? 0] === 1) isAbout = true;
    if (!isAbout) flags[row] = 0;
  }
}

/** `offset` is 1 for a column in which 0 stands for none. */
function keepWords(
  column: Numbers,
  flags: Flags,
  words: readonly string[],
  wanted: readonly string[],
  offset = 0,
): void {
  const codes = new Uint8Array(words.length + 1);
  for (const word of wanted) {
    const place = words.indexOf(word);
    if (place !== -1) codes[place + offset] = 1;
  }
  for (let row = 0; row < flags.length; row += 1) if (codes[column[row] ?? 0] !== 1) flags[row] = 0;
}

function keepStatements(
  index: ReleaseIndex,
  flags: Flags,
  query: Omit<StatementConditions, 'days' | 'meeting' | 'readout'>,
): void {
  const { statementSpeakers, statementParties } = index;
  const keepWith = (slug: string, ...lists: readonly Lists[]) => {
    const group = groupOf(index, slug, query.withPredecessors);
    const marks = new Uint8Array(flags.length);
    for (const each of lists) markRowsWith(each, marks, group);
    keepMarked(flags, marks);
  };
  if (query.maker !== undefined) keepWith(query.maker, statementSpeakers, statementParties);
  if (query.speaker !== undefined) keepWith(query.speaker, statementSpeakers);
  if (query.onBehalfOf !== undefined) keepWith(query.onBehalfOf, statementParties);
  for (const topic of query.topics ?? []) keepTopic(index.statementTopics, flags, index, topic);
  if (query.modes?.length) keepWords(index.statementMode, flags, index.words.mode, query.modes);
  if (query.settings?.length) keepWords(index.statementSetting, flags, index.words.setting, query.settings);
  if (query.stances?.length) keepWords(index.statementStance, flags, index.words.stance, query.stances, 1);
}

/** Of each language 1 when it is the one wanted or a variant of it, as `zh-Hans` is of `zh`. */
function languagesLike(index: ReleaseIndex, wanted: string): Uint8Array {
  const range = wanted.toLowerCase();
  return Uint8Array.from(index.words.language, (tag) => {
    const lower = tag.toLowerCase();
    return lower === range || lower.startsWith(`${range}-`) ? 1 : 0;
  });
}

function keepLanguageOfMeetings(index: ReleaseIndex, flags: Flags, language: string): void {
  const wanted = languagesLike(index, language);
  for (let meeting = 0; meeting < flags.length; meeting += 1) {
    let isIn = false;
    const end = index.readoutStarts[meeting + 1] ?? 0;
    for (let readout = index.readoutStarts[meeting] ?? 0; readout < end; readout += 1) {
      if (wanted[index.readoutLanguage[readout] ?? 0] === 1) isIn = true;
    }
    if (!isIn) flags[meeting] = 0;
  }
}

function keepLanguageOfStatements(index: ReleaseIndex, flags: Flags, language: string): void {
  const wanted = languagesLike(index, language);
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    const first = index.readoutStarts[meeting] ?? 0;
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1) {
      const readout = first + (index.statementReadout[statement] ?? 0);
      if (wanted[index.readoutLanguage[readout] ?? 0] !== 1) flags[statement] = 0;
    }
  }
}

/** The flags of meetings, for each of their statements. */
function statementsOfMeetings(index: ReleaseIndex, meetings: Flags): Flags {
  const flags = new Uint8Array(index.statements);
  for (let meeting = 0; meeting < meetings.length; meeting += 1) {
    if (meetings[meeting] === 1) {
      flags.fill(1, index.statementStarts[meeting] ?? 0, index.statementStarts[meeting + 1] ?? 0);
    }
  }
  return flags;
}

function documentsOfMeetings(index: ReleaseIndex, flags: Flags): Bits {
  const bits = new Bits(index.documents);
  for (let meeting = 0; meeting < flags.length; meeting += 1) {
    if (flags[meeting] === 1) bits.add(index.documentOfMeeting(meeting));
  }
  return bits;
}

function documentsOfStatements(index: ReleaseIndex, flags: Flags): Bits {
  const bits = new Bits(index.documents);
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1) {
      if (flags[statement] === 1) bits.add(statement + meeting + 1);
    }
  }
  return bits;
}
