import { compareKeys } from '../../record/value/key-order.ts';
import { datePosition, namePosition } from '../../store/keys.ts';
import type { ReleaseIndex } from './release-index.ts';

/**
 * Converts documents to the positions in cursors, and back. A document of another release still has a place
 * between two documents of this one: a fraction.
 */

/** The position of a meeting or a statement: as in the lists of the table. */
export function positionOf(index: ReleaseIndex, document: number): string {
  const meeting = index.meetingOfDocument[document] ?? 0;
  const start = index.startOfMeeting(meeting);
  const slug = index.meetingSlugs.at(meeting);
  const position = document - index.documentOfMeeting(meeting);
  return position === 0 ? datePosition(start, slug) : datePosition(start, slug, position);
}

/** The place of a meeting or a statement by its position. */
export function placeOf(index: ReleaseIndex, at: string): number {
  const [start = '', slug = '', position = '0'] = at.split('#');
  const { before, isThere } = index.placeOfMeeting(start, slug);
  const document = index.documentOfMeeting(before);
  if (!isThere) return document - BETWEEN;
  const wanted = document + Number(position);
  return wanted < index.documentOfMeeting(before + 1)
    ? wanted
    : index.documentOfMeeting(before + 1) - BETWEEN;
}

const BETWEEN = 0.5;

/** Less than a half, so that "before the first participant" is not "after the last statement". */
const BEFORE_NAME = 0.25;

/** The position of any document among search results: its type, then its place. */
export function searchPositionOf(index: ReleaseIndex, document: number): string {
  if (document < index.firstParticipant) return `D${positionOf(index, document)}`;
  return document < index.firstTopic
    ? `P${participantPosition(index, document - index.firstParticipant)}`
    : `T${topicPosition(index, document - index.firstTopic)}`;
}

/** The place of any document, from its position among search results. */
export function searchPlaceOf(index: ReleaseIndex, position: string): number {
  const at = position.slice(1);
  if (position.startsWith('D')) return placeOf(index, at);
  const isTopic = position.startsWith('T');
  const first = isTopic ? index.firstTopic : index.firstParticipant;
  const count = isTopic ? index.topics : index.participants;
  const positionAt = isTopic ? topicPosition : participantPosition;
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(positionAt(index, middle), at) < 0) low = middle + 1;
    else high = middle;
  }
  const isThere = low < count && positionAt(index, low) === at;
  return first + low - (isThere ? 0 : BEFORE_NAME);
}

/** Whether a place belongs to a participant or a topic. */
export const isNamed = (index: ReleaseIndex, place: number): boolean =>
  place > index.firstParticipant - BETWEEN;

const participantPosition = (index: ReleaseIndex, participant: number): string =>
  namePosition(index.namesOf(participant)[0] ?? '', index.participantSlugs.at(participant));

const topicPosition = (index: ReleaseIndex, topic: number): string =>
  namePosition(index.labelsOf(topic)[0] ?? '', index.topicSlugs.at(topic));
