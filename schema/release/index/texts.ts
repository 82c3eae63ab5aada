import type { Meeting, Participant, Statement, Topic } from '../../record/corpus.ts';

/**
 * The searched texts of each record. Meetings and statements are also found by the names of their
 * participants and the labels of their topics; `match.ts` handles those, so they are not repeated here.
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
    // An office shared by many, as at a summit of presidents, is included once.
    ...new Set(participants.map(({ office }) => office)),
  ];
  return texts.filter((text) => text !== undefined);
}

export const textsOfStatement = ({ text, quote }: Statement): string[] =>
  quote === undefined ? [text] : [text, quote];

export const namesOf = ({ name, names }: Participant): string[] => [name, ...names.map((each) => each.name)];

export const labelsOf = ({ prefLabel, altLabels }: Topic): string[] => [prefLabel, ...altLabels];

/** The labels come first: a match in the description alone does not find what is about the topic. */
export const textsOfTopic = (topic: Topic): string[] =>
  topic.description === undefined ? labelsOf(topic) : [...labelsOf(topic), topic.description];
