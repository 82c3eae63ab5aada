import type { MeetingRecord } from '../source.ts';
import { inSentence } from './label.ts';
import type { State } from './states.ts';
import type { Visit } from './visit.ts';

/** The state that receives all visits of this source. */
const HOST = 'united-states';

const PUBLISHER = 'Office of the Historian, U.S. Department of State';
const PAGES = 'https://history.state.gov/departmenthistory/visits/';

/** A visitor whose person is known. */
export interface Guest {
  /** Id of the participant. */
  readonly who: string;
  readonly office?: string;
  /** Title and name for a sentence. */
  readonly called: string;
}

/** The record of a visit: its facts, with a title of our own. `president` is the id of the President whom the visitors met, if one is known. */
export function meetingOf(
  visit: Visit,
  state: State,
  guests: readonly Guest[],
  president?: string,
): MeetingRecord {
  const { start, end } = visit;
  const called = guests.map((guest) => guest.called).join(' and ');
  const verb = guests.length > 1 ? 'visit' : 'visits';
  return {
    id: `${start}-${state.id}-us-visit-${visit.id}`,
    title: `${called} of ${inSentence(visit.label)} ${verb} the United States`,
    form: 'VISIT',
    status: 'HELD',
    date: start === end ? start : `${start}/${end}`,
    place: { country: 'US' },
    participants: [
      ...guests.map(({ who, office }) => ({
        who,
        for: state.id,
        ...(office === undefined ? {} : { office }),
        role: 'GUEST' as const,
      })),
      { who: HOST, role: 'HOST' },
      ...(president === undefined
        ? []
        : [{ who: president, for: HOST, office: 'President', role: 'HOST' as const }]),
    ],
    readouts: [
      {
        id: 'office-of-the-historian',
        by: HOST,
        publisher: PUBLISHER,
        url: PAGES + visit.slug,
        language: 'en',
      },
    ],
  };
}
