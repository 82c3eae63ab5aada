import type { Days } from '../../store/date-bounds.ts';
import type { MeetingQuery } from '../../store/meetings.ts';
import type { StatementQuery } from '../../store/statements.ts';
import { Bits } from './bits.ts';
import {
  documentsOfMeetings,
  documentsOfStatements,
  type Flags,
  keepEqual,
  keepWith,
  keepWords,
  meetingsWithin,
  statementsOfMeetings,
} from './flags.ts';
import type { ReleaseIndex } from './release-index.ts';

/** The documents of the meetings that match a query. */
export function meetingsThat(index: ReleaseIndex, query: MeetingQuery): Bits {
  const { words } = index;
  const flags = meetingsWithin(index, query.days);
  if (query.country !== undefined) keepCountry(index, flags, query.country);
  if (query.series !== undefined)
    keepEqual(flags, index.meetingSeries, placeOrNone(words.series, query.series));
  if (query.within !== undefined) {
    const { before, isThere } = index.placeOfMeeting(query.within.start, query.within.slug);
    keepEqual(flags, index.meetingWithin, isThere ? before + 1 : -1);
  }
  if (query.forms?.length) keepWords(flags, index.meetingForm, words.form, query.forms, 0);
  if (query.statuses?.length) keepWords(flags, index.meetingStatus, words.status, query.statuses, 0);
  if (query.visits?.length) keepWords(flags, index.meetingVisit, words.visit, query.visits, 1);
  for (const slug of query.members ?? []) keepMembers(index, flags, slug, query.withPredecessors);
  if (query.topic !== undefined) keepWith(flags, topicGroup(index, query.topic), [index.meetingTopics]);
  return documentsOfMeetings(index, flags);
}

/** The conditions of a list of statements; those of one meeting are identified by its slug and first day. */
export interface StatementConditions extends Omit<StatementQuery, 'meeting' | 'readout'> {
  readonly meeting?: { readonly slug: string; readonly start: string };
  /** Id of the readout cited, within that meeting. */
  readonly readout?: string;
}

/** The documents of the statements that match a query. */
export function statementsThat(index: ReleaseIndex, query: StatementConditions): Bits {
  const meetings = meetingsWithin(index, query.days);
  if (query.meeting !== undefined) keepOne(index, meetings, query.meeting);
  const flags = statementsOfMeetings(index, meetings);
  keepStatements(index, flags, query);
  if (query.readout !== undefined) {
    const wanted = index.words.readout.indexOf(query.readout);
    keepCiting(index, flags, (readout) => index.readoutId[readout] === wanted);
  }
  return documentsOfStatements(index, flags);
}

function keepOne(index: ReleaseIndex, flags: Flags, { slug, start }: { slug: string; start: string }): void {
  const { before, isThere } = index.placeOfMeeting(start, slug);
  const flag = isThere ? (flags[before] ?? 0) : 0;
  flags.fill(0);
  if (isThere) flags[before] = flag;
}

/** Conditions of a search; without any, all documents match, including those without a date. */
export interface SearchConditions {
  readonly types?: readonly DocumentType[];
  readonly days?: Days;
  /** Slug of a participant: matches meetings it took part in, and statements made by it or on its behalf. */
  readonly participant?: string;
  readonly country?: string;
  readonly topic?: string;
  readonly modes?: StatementQuery['modes'];
  readonly stances?: StatementQuery['stances'];
  /** Only statements, as with a mode or a stance. */
  readonly ofStatements?: boolean;
  /** A language and its variants: of the account that a statement cites, or of an account of a meeting. */
  readonly language?: string;
}

export type DocumentType = 'MEETING' | 'STATEMENT' | 'PARTICIPANT' | 'TOPIC';

/** The types to which conditions apply. */
const DATED: readonly DocumentType[] = ['MEETING', 'STATEMENT'];

/**
 * The documents that match the conditions. Participants and topics never match a condition, and meetings
 * never match one on the mode or stance of a statement.
 */
export function documentsThat(index: ReleaseIndex, conditions: SearchConditions): Bits {
  const { types, days, participant, country, topic, modes, stances, language } = conditions;
  const ofStatements = conditions.ofStatements || Boolean(modes?.length || stances?.length);
  const isConditioned =
    ofStatements || [days, participant, country, topic, language].some((each) => each !== undefined);
  const wanted = (type: DocumentType): boolean =>
    (!types?.length || types.includes(type)) &&
    (!isConditioned || DATED.includes(type)) &&
    (!ofStatements || type === 'STATEMENT');
  if (!isConditioned) return documentsOfTypes(index, wanted);

  const bits = new Bits(index.documents);
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
    if (language !== undefined) {
      const languages = languagesLike(index, language);
      keepCiting(index, statements, (readout) => languages[index.readoutLanguage[readout] ?? 0] === 1);
    }
    bits.or(documentsOfStatements(index, statements));
  }
  if (wanted('MEETING')) {
    if (participant !== undefined) keepMembers(index, flags, participant, false);
    if (topic !== undefined) keepWith(flags, topicGroup(index, topic), [index.meetingTopics]);
    if (language !== undefined) {
      const readouts = { starts: index.readoutStarts, values: index.readoutLanguage };
      keepWith(flags, languagesLike(index, language), [readouts]);
    }
    bits.or(documentsOfMeetings(index, flags));
  }
  return bits;
}

/** Filtering by type selects whole ranges, or a subset of one range. */
function documentsOfTypes(index: ReleaseIndex, wanted: (type: DocumentType) => boolean): Bits {
  const bits = new Bits(index.documents);
  if (wanted('STATEMENT')) bits.addRange(0, index.firstParticipant);
  if (wanted('STATEMENT') !== wanted('MEETING')) {
    if (wanted('MEETING')) bits.or(index.meetingDocuments);
    else bits.without(index.meetingDocuments);
  }
  if (wanted('PARTICIPANT')) bits.addRange(index.firstParticipant, index.firstTopic);
  if (wanted('TOPIC')) bits.addRange(index.firstTopic, index.documents);
  return bits;
}

function keepStatements(
  index: ReleaseIndex,
  flags: Flags,
  query: Omit<StatementConditions, 'days' | 'meeting' | 'readout'>,
): void {
  const { statementSpeakers, statementParties, words } = index;
  if (query.modes?.length) keepWords(flags, index.statementMode, words.mode, query.modes, 0);
  if (query.settings?.length) keepWords(flags, index.statementSetting, words.setting, query.settings, 0);
  if (query.stances?.length) keepWords(flags, index.statementStance, words.stance, query.stances, 1);
  const group = (slug: string) => participantGroup(index, slug, query.withPredecessors);
  if (query.maker !== undefined) keepWith(flags, group(query.maker), [statementSpeakers, statementParties]);
  if (query.speaker !== undefined) keepWith(flags, group(query.speaker), [statementSpeakers]);
  if (query.onBehalfOf !== undefined) keepWith(flags, group(query.onBehalfOf), [statementParties]);
  for (const topic of query.topics ?? []) keepWith(flags, topicGroup(index, topic), [index.statementTopics]);
}

/** Keeps the statements whose readout matches a condition. */
function keepCiting(index: ReleaseIndex, flags: Flags, isWanted: (readout: number) => boolean): void {
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    const first = index.readoutStarts[meeting] ?? 0;
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1) {
      if (flags[statement] === 1 && !isWanted(first + (index.statementReadout[statement] ?? 0)))
        flags[statement] = 0;
    }
  }
}

function keepMembers(index: ReleaseIndex, flags: Flags, slug: string, withPredecessors = false): void {
  const group = participantGroup(index, slug, withPredecessors);
  keepWith(flags, group, [index.meetingPersons, index.meetingParties]);
}

function keepCountry(index: ReleaseIndex, flags: Flags, country: string): void {
  keepEqual(flags, index.meetingCountry, placeOrNone(index.words.country, country));
}

/** The value of a word in a column in which 0 means none; -1 if the word does not occur. */
function placeOrNone(words: readonly string[], word: string): number {
  const place = words.indexOf(word);
  return place === -1 ? -1 : place + 1;
}

/** For each participant, 1 if it has that slug or, if predecessors count, is one of its predecessors. */
function participantGroup(index: ReleaseIndex, slug: string, withPredecessors = false): Uint8Array {
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

/** For each topic, 1 if it has that slug or is a narrower one. */
function topicGroup(index: ReleaseIndex, slug: string): Uint8Array {
  const topic = index.topic(slug);
  return topic === -1 ? new Uint8Array(index.topics) : index.topicsWithin(topic);
}

/** For each language, 1 if it is the wanted one or a variant of it, as `zh-Hans` is of `zh`. */
function languagesLike(index: ReleaseIndex, wanted: string): Uint8Array {
  const range = wanted.toLowerCase();
  return Uint8Array.from(index.words.language, (tag) => {
    const lower = tag.toLowerCase();
    return lower === range || lower.startsWith(`${range}-`) ? 1 : 0;
  });
}
