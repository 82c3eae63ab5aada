import type { Meeting } from '../../record/corpus.ts';
import { fold } from '../../record/value/fold-name.ts';
import { compareKeys } from '../../record/value/key-order.ts';
import { forms, kinds, modes, settings, stances, statuses, visitKinds } from '../../record/vocabulary.ts';
import { presentAt, sidesAt } from '../attendance.ts';
import type { Resolved } from '../resolve.ts';
import { ascending, ListColumn, TextColumn } from './columns.ts';
import { ranksOf, topicsWithThoseAbove } from './derived.ts';
import { DocumentListsWriter } from './document-lists.ts';
import { writeStrings } from './front-coded.ts';
import { dayOf } from './layout.ts';
import { labelsOf, namesOf, textsOfMeeting, textsOfStatement, textsOfTopic } from './texts.ts';
import type { WordMemory } from './word-memory.ts';
import { type Sections, writeFile } from './write-file.ts';
import { PostingsWriter } from './write-postings.ts';

/**
 * Builds the index of a release: everything that is counted, filtered or searched, but no text. The same
 * content gives the same bytes on every machine. The layout is in `layout.ts`.
 *
 * @param memory of the previous index, which makes building faster without changing the result
 */
export function buildIndex(
  { corpus, participants: participantBySlug, series }: Resolved,
  memory?: WordMemory,
): Uint8Array {
  const participants = byName(corpus.participants, ({ name }) => name);
  const topics = byName(corpus.topics, ({ prefLabel }) => prefLabel);
  const meetings = [...corpus.meetings].sort(
    (a, b) => compareKeys(a.date.start, b.date.start) || compareKeys(a.id, b.id),
  );
  const participantOf = numbersOf(participants);
  const topicOf = numbersOf(topics);
  const meetingOf = numbersOf(meetings);
  const numbers = (of: ReadonlyMap<string, number>, slugs: readonly string[]) =>
    ascending(slugs.map((slug) => of.get(slug) ?? 0));
  const isPerson = (slug: string) => participantBySlug.get(slug)?.kind === 'PERSON';

  const words = {
    form: new TextColumn(Object.keys(forms.words)),
    status: new TextColumn(Object.keys(statuses.words)),
    visit: new TextColumn(Object.keys(visitKinds.words)),
    series: new TextColumn(corpus.series.map(({ id }) => id)),
    kind: new TextColumn(Object.keys(kinds.words)),
    mode: new TextColumn(Object.keys(modes.words)),
    setting: new TextColumn(Object.keys(settings.words)),
    stance: new TextColumn(Object.keys(stances.words)),
    country: new TextColumn(),
    publisher: new TextColumn(),
    language: new TextColumn(),
    readout: new TextColumn(),
  };
  const columns = {
    meetingStart: [] as number[],
    meetingBeyond: [] as number[],
    meetingForm: [] as number[],
    meetingStatus: [] as number[],
    meetingCountry: [] as number[],
    meetingWithin: [] as number[],
    meetingVisit: [] as number[],
    meetingSeries: [] as number[],
    meetingStatements: [] as number[],
    meetingDocuments: [] as number[],
    meetingReadoutsCount: [] as number[],
    personSide: [] as number[],
    readoutPublisher: [] as number[],
    readoutLanguage: [] as number[],
    readoutId: [] as number[],
    statementMode: [] as number[],
    statementSetting: [] as number[],
    statementStance: [] as number[],
    statementReadout: [] as number[],
  };
  const lists = {
    meetingPersons: new ListColumn(),
    meetingParties: new ListColumn(),
    meetingTopics: new ListColumn(),
    statementSpeakers: new ListColumn(),
    statementParties: new ListColumn(),
    statementTopics: new ListColumn(),
    participantPredecessors: new ListColumn(),
    topicBroader: new ListColumn(),
  };
  const broaderOf = (topic: number) => numbers(topicOf, topics[topic]?.broader ?? []);
  topics.forEach((_, topic) => {
    lists.topicBroader.add(broaderOf(topic));
  });
  const { starts, values } = topicsWithThoseAbove(topics.length, broaderOf);
  const withAbove = (topic: number) => Array.from(values.subarray(starts[topic], starts[topic + 1]));
  const tookPart = new DocumentListsWriter(participants.length);
  const aboutTopic = new DocumentListsWriter(topics.length);
  const statementSlugs: string[] = [];
  const postings = new PostingsWriter(memory);

  function addMeeting(meeting: Meeting): void {
    const { date, place, readouts, statements } = meeting;
    const start = dayOf(date.start);
    columns.meetingStart.push(start);
    columns.meetingBeyond.push(date.end === date.start ? 0 : dayOf(date.end) - start);
    columns.meetingForm.push(words.form.of(meeting.form));
    columns.meetingStatus.push(words.status.of(meeting.status));
    columns.meetingCountry.push(words.country.ofOptional(place?.country));
    columns.meetingWithin.push(meeting.within === undefined ? 0 : (meetingOf.get(meeting.within) ?? 0) + 1);
    columns.meetingVisit.push(words.visit.ofOptional(meeting.visit));
    columns.meetingSeries.push(words.series.ofOptional(meeting.series?.id));
    columns.meetingStatements.push(statements.length);
    columns.meetingDocuments.push(meeting.documents.length);
    columns.meetingReadoutsCount.push(readouts.length);

    const standsFor = sidesAt(meeting);
    const present = presentAt(meeting, isPerson);
    const parties = numbers(participantOf, present.parties);
    const persons = numbers(participantOf, present.persons);
    lists.meetingParties.add(parties);
    lists.meetingPersons.add(persons);
    for (const person of persons) {
      const side = standsFor.get(participants[person]?.id ?? '');
      columns.personSide.push(side === undefined ? 0 : parties.indexOf(participantOf.get(side) ?? 0) + 1);
    }
    const about = numbers(topicOf, [...meeting.topics, ...statements.flatMap(({ topics }) => topics)]);
    lists.meetingTopics.add(about);
    const document = postings.documents;
    tookPart.add(document, persons);
    tookPart.add(document, parties);
    aboutTopic.add(document, about.flatMap(withAbove));
    for (const readout of readouts) {
      columns.readoutPublisher.push(words.publisher.of(readout.publisher));
      columns.readoutLanguage.push(words.language.of(readout.language));
      columns.readoutId.push(words.readout.of(readout.id));
    }
    const seriesName = meeting.series && series.get(meeting.series.id)?.name;
    postings.add(meeting, () => textsOfMeeting(meeting, seriesName), seriesName);
    for (const statement of statements) {
      statementSlugs.push(statement.id);
      columns.statementSetting.push(words.setting.of(statement.setting));
      columns.statementMode.push(words.mode.of(statement.mode));
      columns.statementStance.push(words.stance.ofOptional(statement.stance));
      columns.statementReadout.push(readouts.findIndex((readout) => readout.id === statement.cite.readout));
      const speakers = numbers(participantOf, statement.by);
      const onBehalfOf = numbers(
        participantOf,
        statement.by.flatMap((who) => standsFor.get(who) ?? []),
      );
      const addressees = numbers(participantOf, statement.to);
      const on = numbers(topicOf, statement.topics);
      lists.statementSpeakers.add(speakers);
      lists.statementParties.add(onBehalfOf);
      lists.statementTopics.add(on);
      for (const who of [speakers, onBehalfOf, addressees]) tookPart.add(postings.documents, who);
      aboutTopic.add(postings.documents, on.flatMap(withAbove));
      postings.add(statement, () => textsOfStatement(statement));
    }
  }

  for (const meeting of meetings) addMeeting(meeting);
  for (const participant of participants) {
    postings.add(participant, () => namesOf(participant));
    lists.participantPredecessors.add(numbers(participantOf, participant.predecessors));
  }
  for (const topic of topics) postings.add(topic, () => textsOfTopic(topic));
  const participantKind = participants.map(({ kind }) => words.kind.of(kind));
  const participantCountry = participants.map(({ country }) => words.country.ofOptional(country));
  const { terms, sections } = postings.write();
  return writeFile(
    {
      meetings: meetings.length,
      statements: statementSlugs.length,
      participants: participants.length,
      topics: topics.length,
      terms,
      words: {
        form: words.form.texts,
        status: words.status.texts,
        visit: words.visit.texts,
        series: words.series.texts,
        kind: words.kind.texts,
        mode: words.mode.texts,
        setting: words.setting.texts,
        stance: words.stance.texts,
        country: words.country.texts,
        publisher: words.publisher.texts,
        language: words.language.texts,
        readout: words.readout.texts,
      },
    },
    {
      ...columns,
      ...listSections(lists),
      participantKind,
      participantCountry,
      participantRank: ranksOf(idsOf(participants)),
      topicRank: ranksOf(idsOf(topics)),
      ...documentSections('tookPart', tookPart),
      ...documentSections('aboutTopic', aboutTopic),
      ...stringSections('meetingSlug', idsOf(meetings)),
      ...stringSections('statementSlug', statementSlugs),
      ...stringSections('participantSlug', idsOf(participants)),
      ...stringSections('topicSlug', idsOf(topics)),
      ...stringSections(
        'participantNames',
        participants.map((each) => foldedNames(namesOf(each))),
      ),
      ...stringSections(
        'topicLabels',
        topics.map((each) => foldedNames(labelsOf(each))),
      ),
      ...sections,
    },
  );
}

interface Identified {
  readonly id: string;
}

function byName<T extends Identified>(records: readonly T[], nameOf: (record: T) => string): T[] {
  return records
    .map((record) => ({ record, name: fold(nameOf(record)) }))
    .sort((a, b) => compareKeys(a.name, b.name) || compareKeys(a.record.id, b.record.id))
    .map(({ record }) => record);
}

const idsOf = (records: readonly Identified[]): string[] => records.map(({ id }) => id);

const numbersOf = (records: readonly Identified[]): Map<string, number> =>
  new Map(records.map(({ id }, number) => [id, number]));

/**
 * The folded names of one record, starting with the one it is sorted by. Folded names contain no line breaks.
 */
const foldedNames = (names: readonly string[]): string => [...new Set(names.map(fold))].join('\n');

const listSections = (lists: Readonly<Record<string, ListColumn>>): Sections =>
  Object.fromEntries(
    Object.entries(lists).flatMap(([name, { counts, values }]) => [
      [`${name}Count`, counts],
      [name, values],
    ]),
  );

function stringSections(name: string, texts: readonly string[]): Sections {
  const { bytes, blocks } = writeStrings(texts);
  return { [name]: bytes, [`${name}Blocks`]: blocks };
}

function documentSections(name: string, lists: DocumentListsWriter): Sections {
  const { bytes, ends } = lists.write();
  return { [name]: bytes, [`${name}Ends`]: ends };
}
