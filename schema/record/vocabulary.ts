/**
 * The controlled vocabularies of records. Zod, JSON Schema and the GraphQL enums take their words and
 * descriptions from here. This file does not use zod, because the cloud functions load it.
 */
export interface Vocabulary<Word extends string = string> {
  readonly description: string;
  readonly words: Readonly<Record<Word, string>>;
}

function vocabulary<const Word extends string>(
  description: string,
  words: Readonly<Record<Word, string>>,
): Vocabulary<Word> {
  return { description, words };
}

export const forms = vocabulary('How the parties met.', {
  BILATERAL: 'Two parties, in person.',
  TRILATERAL: 'Three parties, in person.',
  MULTILATERAL: 'More than three parties, in person.',
  SUMMIT: 'Heads of state or government, in person, as an event in its own right.',
  CALL: 'By telephone.',
  VIDEO: 'By video link.',
  VISIT: 'Several talks on one trip.',
});

export const statuses = vocabulary('Whether the meeting took place.', {
  PLANNED: 'Announced.',
  HELD: 'Took place.',
  POSTPONED: 'Announced, then put off.',
  CANCELLED: 'Announced, then called off.',
});

export const kinds = vocabulary('What a participant is.', {
  PERSON: 'A human being.',
  STATE: 'A country.',
  ORGANIZATION: 'A body of states, or any other body.',
});

export const roles = vocabulary('What a participant did at a meeting.', {
  HOST: 'Received the others in their own country.',
  GUEST: 'Was received.',
  CHAIR: 'Led the meeting.',
  MEDIATOR: 'Helped others to agree.',
  OBSERVER: 'Attended without negotiating.',
  PARTICIPANT: 'Any other part.',
});

export const modes = vocabulary('How the account presents the statement.', {
  QUOTED: "In the speaker's own words, in quotation marks.",
  REPORTED: 'In the words of the account.',
  JOINT: 'As the joint position of several speakers.',
  ACTION: 'As an action, such as agreeing, briefing or handing over a letter.',
});

export const stances = vocabulary('The position toward the topics, as the account presents it.', {
  SUPPORTS: 'Is for it.',
  OPPOSES: 'Is against it.',
  CALLS_FOR: 'Asks for action.',
  NEUTRAL: 'Mentions it without taking sides.',
});

export const settings = vocabulary('Where the statement was made.', {
  TALKS: 'At the meeting.',
  PRESS: 'To the press, before or after the meeting.',
  DOCUMENT: 'In a text that was issued or signed.',
});

export const readoutKinds = vocabulary('What kind of account a readout is.', {
  OFFICIAL: "A government's or an organization's own account, even if others reprint it.",
  STATE_MEDIA: 'An account by state-owned media.',
  PRESS: 'An account by an independent publisher.',
  DOCUMENT: 'The text of what was agreed or declared.',
});

export const visitKinds = vocabulary('The kind of visit, as the sources call it.', {
  STATE: 'A state visit.',
  OFFICIAL: 'An official visit.',
  WORKING: 'A working visit.',
  PRIVATE: 'A private visit.',
  TRANSIT: 'A stop on the way elsewhere.',
  OTHER: 'Any other kind of visit.',
});

export const coverages = vocabulary('Whether a list names everyone.', {
  COMPLETE: 'The list is complete.',
  PARTIAL: 'Others took part as well.',
});

export const precisions = vocabulary('How precisely a date is known.', {
  DAY: 'To the day.',
  MONTH: 'To the month: from its first day to its last.',
  YEAR: 'To the year: from its first day to its last.',
  INTERVAL: 'From one date to another, or a decade or century.',
});

/** The words of a vocabulary, as a type. */
export type WordOf<V extends Vocabulary> = keyof V['words'] & string;
