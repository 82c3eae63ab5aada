import type { Meeting, Participant, Topic } from '../../record/corpus.ts';
import { fold } from '../../record/value/fold-name.ts';
import { compareKeys } from '../../record/value/key-order.ts';
import { forms, kinds, modes, settings, stances, statuses, visitKinds } from '../../record/vocabulary.ts';
import type { MeetingPage } from '../../store/rows.ts';
import type { Resolved } from '../resolve.ts';
import { writeStrings } from './front-coded.ts';
import { dayOf } from './layout.ts';
import { writeFile } from './write-file.ts';
import { PostingsWriter } from './write-postings.ts';

/** Values of a row that may have several: how many each row has, and all of them one after the other. */
class Lists {
  readonly counts: number[] = [];
  readonly values: number[] = [];

  add(values: readonly number[]): void {
    this.counts.push(values.length);
    this.values.push(...values);
  }
}

/** Gives each text its place, in the order in which they are met. */
class Places {
  readonly texts: string[];
  readonly #places: Map<string, number>;

  constructor(texts: readonly string[] = []) {
    this.texts = [...texts];
    this.#places = new Map(texts.map((text, place) => [text, place]));
  }

  of(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }

  /** 0 for what is absent, else the place and one. */
  ofOptional(text: string | null | undefined): number {
    return text === null || text === undefined ? 0 : this.of(text) + 1;
  }
}

/**
 * The index of a release: all that is counted, filtered and searched, and no text. The same content gives the same bytes on
 * every machine. The layout is in `layout.ts`.
 */
export function buildIndex(resolved: Resolved): Uint8Array {
  const { corpus } = resolved;
  const participants = byName(corpus.participants, ({ name }) => name);
  const topics = byName(corpus.topics, ({ prefLabel }) => prefLabel);
  const meetings = [...corpus.meetings].sort(
    (a, b) => compareKeys(a.date.start, b.date.start) || compareKeys(a.id, b.id),
  );
  const participantOf = placesOf(participants);
  const topicOf = placesOf(topics);
  const meetingOf = placesOf(meetings);

  const form = new Places(Object.keys(forms.words));
  const status = new Places(Object.keys(statuses.words));
  const visit = new Places(Object.keys(visitKinds.words));
  const kind = new Places(Object.keys(kinds.words));
  const mode = new Places(Object.keys(modes.words));
  const setting = new Places(Object.keys(settings.words));
  const stance = new Places(Object.keys(stances.words));
  const [country, publisher, language, readout] = [new Places(), new Places(), new Places(), new Places()];
  const series = new Places(corpus.series.map(({ id }) => id));
  const refs = (places: ReadonlyMap<string, number>, records: readonly { readonly slug: string }[]) =>
    records.map(({ slug }) => places.get(slug) ?? 0);

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
    meetingPersons: new Lists(),
    meetingParties: new Lists(),
    meetingTopics: new Lists(),
    statementSpeakers: new Lists(),
    statementParties: new Lists(),
    statementAddressees: new Lists(),
    statementTopics: new Lists(),
  };
  const meetingReadouts: number[] = [];
  const statementSlugs: string[] = [];
  const postings = new PostingsWriter();
  let document = 0;

  function addMeeting(meeting: Meeting, page: MeetingPage): void {
    const { head, readouts, statements } = page;
    const start = dayOf(meeting.date.start);
    const parties = head.parties.map(({ slug }) => slug);
    const sides = new Map(
      page.participants.map(({ participant, onBehalfOf }) => [participant.slug, onBehalfOf?.slug]),
    );
    columns.meetingStart.push(start);
    columns.meetingBeyond.push(dayOf(meeting.date.end) - start);
    columns.meetingForm.push(form.of(head.form));
    columns.meetingStatus.push(status.of(head.status));
    columns.meetingCountry.push(country.ofOptional(head.place?.country));
    columns.meetingWithin.push(head.within ? (meetingOf.get(head.within.slug) ?? 0) + 1 : 0);
    columns.meetingVisit.push(visit.ofOptional(meeting.visit));
    columns.meetingSeries.push(series.ofOptional(meeting.series?.id));
    columns.meetingStatements.push(statements.length);
    lists.meetingPersons.add(head.persons.map((slug) => participantOf.get(slug) ?? 0));
    columns.personSide.push(...head.persons.map((slug) => parties.indexOf(sides.get(slug) ?? '') + 1));
    lists.meetingParties.add(refs(participantOf, head.parties));
    lists.meetingTopics.add(refs(topicOf, head.topics));
    meetingReadouts.push(readouts.length);
    for (const each of readouts) {
      columns.readoutPublisher.push(publisher.of(each.publisher));
      columns.readoutLanguage.push(language.of(each.language));
      columns.readoutId.push(readout.of(each.id));
    }
    postings.add(document++, textsOfMeeting(page));
    for (const [place, statement] of statements.entries()) {
      const recorded = meeting.statements[place];
      statementSlugs.push(recorded?.id ?? '');
      columns.statementSetting.push(setting.of(recorded?.setting ?? 'TALKS'));
      columns.statementMode.push(mode.of(statement.mode));
      columns.statementStance.push(stance.ofOptional(statement.stance));
      columns.statementReadout.push(readouts.findIndex(({ id }) => id === statement.readout.id));
      lists.statementSpeakers.add(refs(participantOf, statement.speakers));
      lists.statementParties.add(refs(participantOf, statement.onBehalfOf));
      lists.statementAddressees.add(refs(participantOf, statement.addressees));
      lists.statementTopics.add(refs(topicOf, statement.topics));
      postings.add(document++, [statement.text, ...(statement.quote === null ? [] : [statement.quote])]);
    }
  }

  for (const meeting of meetings) addMeeting(meeting, resolved.page(meeting));
  const statements = columns.statementMode.length;
  const names = participants.map(namesOf);
  const labels = topics.map(labelsOf);
  for (const each of names) postings.add(document++, each);
  for (const each of labels) postings.add(document++, each);
  const participantKind = participants.map((each) => kind.of(each.kind));
  const participantCountry = participants.map((each) => country.ofOptional(each.country));
  const predecessors = new Lists();
  for (const each of participants) {
    predecessors.add(each.predecessors.map((slug) => participantOf.get(slug) ?? 0));
  }
  const broader = new Lists();
  for (const topic of topics) broader.add(topic.broader.map((slug) => topicOf.get(slug) ?? 0));

  const { terms, sections } = postings.write();
  return writeFile(
    {
      meetings: meetings.length,
      statements,
      participants: participants.length,
      topics: topics.length,
      terms,
      words: {
        form: form.texts,
        status: status.texts,
        visit: visit.texts,
        series: series.texts,
        kind: kind.texts,
        mode: mode.texts,
        setting: setting.texts,
        stance: stance.texts,
        country: country.texts,
        publisher: publisher.texts,
        language: language.texts,
        readout: readout.texts,
      },
    },
    {
      ...columns,
      ...Object.fromEntries(
        Object.entries(lists).flatMap(([name, { counts, values }]) => [
          [`${name}Count`, counts],
          [name, values],
        ]),
      ),
      meetingReadoutsCount: meetingReadouts,
      participantKind,
      participantCountry,
      participantPredecessorsCount: predecessors.counts,
      participantPredecessors: predecessors.values,
      topicBroaderCount: broader.counts,
      topicBroader: broader.values,
      ...stringSections(
        'meetingSlug',
        meetings.map(({ id }) => id),
      ),
      ...stringSections('statementSlug', statementSlugs),
      ...stringSections(
        'participantSlug',
        participants.map(({ id }) => id),
      ),
      ...stringSections(
        'topicSlug',
        topics.map(({ id }) => id),
      ),
      ...stringSections('participantNames', names.map(foldedNames)),
      ...stringSections('topicLabels', labels.map(foldedNames)),
      ...sections,
    },
  );
}

/** What a meeting itself is found by; the names of those who were there bring it as well. */
function textsOfMeeting({ head, readouts }: MeetingPage): string[] {
  const { city, region, venue } = head.place ?? {};
  return [head.title, city, region, venue, ...readouts.map(({ title }) => title)].filter(
    (text) => typeof text === 'string',
  );
}

const namesOf = ({ name, names }: Participant): string[] => [name, ...names.map((each) => each.name)];
const labelsOf = ({ prefLabel, altLabels }: Topic): string[] => [prefLabel, ...altLabels];

/** The folded names of one record, the one that orders it first. Folding leaves no line break. */
const foldedNames = (names: readonly string[]): string => [...new Set(names.map(fold))].join('\n');

function byName<T extends { id: string }>(records: readonly T[], nameOf: (record: T) => string): T[] {
  return records
    .map((record) => ({ record, name: fold(nameOf(record)) }))
    .sort((a, b) => compareKeys(a.name, b.name) || compareKeys(a.record.id, b.record.id))
    .map(({ record }) => record);
}

const placesOf = (records: readonly { id: string }[]): Map<string, number> =>
  new Map(records.map(({ id }, place) => [id, place]));

function stringSections(name: string, texts: readonly string[]) {
  const { bytes, blocks } = writeStrings(texts);
  return { [name]: bytes, [`${name}Blocks`]: blocks };
}
