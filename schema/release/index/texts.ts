import type { Meeting, Participant, Statement, Topic } from '../../record/corpus.ts';

/**
 * The texts by which each record is found. A meeting and a statement are also found by the names of those who
 * took part and by the labels of their topics, which `match.ts` sees to: those are not repeated here.
 */

/** `series` is the name of the series that the meeting belongs to. */
export function textsOfMeeting(meeting: Meeting, series: string | undefined): string[] {
  const { title, place, note, readouts, documents, participants } = meeting;
  const texts = [
    title,
    place?.city,
    place?.region,
    place?.venue,
    series,
    note,
    ...readouts.map((readout) => readout.title),
    ...documents.map((document) => document.title),
    // A summit of presidents says so once.
    ...new Set(participants.map(({ office }) => office)),
  ];
  return texts.filter((text) => text !== undefined);
}

export const textsOfStatement = ({ text, quote }: Statement): string[] =>
  quote === undefined ? [text] : [text, quote];

export const namesOf = ({ name, names }: Participant): string[] => [name, ...names.map((each) => each.name)];

export const labelsOf = ({ prefLabel, altLabels }: Topic): string[] => [prefLabel, ...altLabels];

/** The labels come first: a word of the description alone does not bring what is about the topic. */
export const textsOfTopic = (topic: Topic): string[] =>
  topic.description === undefined ? labelsOf(topic) : [...labelsOf(topic), topic.description];
