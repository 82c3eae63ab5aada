import { describe, expect, it } from 'vitest';
import { importTrips } from '../../infra/import/hsg-travels/hsg-travels.ts';
import type { Trip } from '../../infra/import/hsg-travels/trip.ts';
import { importVisits } from '../../infra/import/hsg-visits/hsg-visits.ts';
import { NOTHING_KNOWN } from '../../infra/import/known-content.ts';
import type { Known } from '../../infra/import/source.ts';
import { meetingLine } from '../../schema/record/meeting.ts';
import { presidentsTrip, trip } from './trips.ts';
import { visit } from './visits.ts';

const imported = (...trips: Trip[]) => importTrips(trips, NOTHING_KNOWN);
const recordsOf = (remarks: string, given: Partial<Trip> = {}) =>
  imported(trip({ remarks, ...given })).meetings;

/** What the importer of visits made, as the content would hold it. */
function knownFrom(...visits: Parameters<typeof visit>[0][]): Known {
  const { meetings, participants } = importVisits(visits.map(visit), NOTHING_KNOWN);
  return {
    participants: new Map(participants.map((record) => [record.id, record])),
    series: new Set(),
    meetings: meetings.map((record) => ({ meeting: meetingLine.parse(record), curated: false })),
  };
}

describe('whom a trip met', () => {
  it('becomes a meeting with host and guest, the office as printed, the city and the page that is cited', () => {
    const [record, ...others] = recordsOf('Met with Foreign Minister Bruno Conti.', { id: '17' });
    expect(others).toEqual([]);
    expect(record).toEqual({
      id: '2014-03-05-us-italy-travel-17',
      title: 'Secretary of State John Kerry meets Foreign Minister Bruno Conti of Italy in Rome',
      form: 'BILATERAL',
      status: 'HELD',
      date: '2014-03-05',
      place: { city: 'Rome', country: 'IT' },
      participants: [
        { who: 'john-kerry', for: 'united-states', office: 'Secretary of State', role: 'GUEST' },
        { who: 'bruno-conti', for: 'italy', office: 'Foreign Minister', role: 'HOST' },
      ],
      participantsKnown: 'PARTIAL',
      readouts: [
        {
          id: 'office-of-the-historian',
          by: 'united-states',
          kind: 'OFFICIAL',
          publisher: 'Office of the Historian, U.S. Department of State',
          url: 'https://history.state.gov/departmenthistory/travels/secretary/kerry-john-forbes',
          language: 'en',
        },
      ],
    });
  });

  it.each([
    [
      'Met with President Ada Rossi and Foreign Minister Bruno Conti.',
      ['ada-rossi italy HOST', 'bruno-conti italy HOST'],
    ],
    ['Discussed the crisis with Greek Foreign Minister Otto Pappas.', ['otto-pappas greece PARTICIPANT']],
    ['Met with King Otto of Greece.', ['king-otto greece PARTICIPANT']],
    ['Audience with Pope Francis.', ['pope-francis holy-see PARTICIPANT']],
    ['Met with UN Secretary-General Otto Pappas.', ['otto-pappas united-nations PARTICIPANT']],
    ['Briefed Prime Minister Ada Rossi on the talks.', ['ada-rossi italy HOST']],
    ['Met with Deputy Prime Minister and Minister of Foreign Affairs Ada Rossi.', ['ada-rossi italy HOST']],
    ['Met with Acting Greek Prime Minister Otto Pappas.', ['otto-pappas greece PARTICIPANT']],
    ['Met with senior Italian officials.', ['italy - HOST']],
    ['Discussed the crisis.', ['italy - HOST']],
    ['Official visit.', ['italy - HOST']],
    ['Met with the Foreign Ministers of Greece and Spain.', ['greece - PARTICIPANT', 'spain - PARTICIPANT']],
    [
      'President Ada Rossi and Foreign Minister Bruno Conti.',
      ['ada-rossi italy HOST', 'bruno-conti italy HOST'],
    ],
    [
      'Met with Prime Minister Ada Rossi, visited U.S. Marines, and toured a museum.',
      ['ada-rossi italy HOST'],
    ],
    ['Met with Prime Minister Ada Rossi and U.S. Ambassador Smith.', ['ada-rossi italy HOST']],
  ])('%s', (remarks, others) => {
    const records = recordsOf(remarks);
    expect(
      records.flatMap(({ participants }) =>
        participants.slice(1).map(({ who, for: side, role }) => `${who} ${side ?? '-'} ${role}`),
      ),
    ).toEqual(others);
    for (const record of records) meetingLine.parse(record);
  });

  it('puts nobody into one meeting whom the source does not put there', () => {
    const records = recordsOf('Met with Greek President Otto Pappas and Spanish Prime Minister Ines Soler.');
    expect(records.map(({ form, participants }) => [form, participants.length])).toEqual([
      ['BILATERAL', 2],
      ['BILATERAL', 2],
    ]);
    expect(recordsOf('Met with the Presidents of Greece and Spain.').map(({ form }) => form)).toEqual([
      'TRILATERAL',
    ]);
  });

  it('splits places and days only where the text decides', () => {
    const places = (remarks: string) =>
      recordsOf(remarks, { locale: 'Rome, Venice', end: '2014-03-09' }).map(({ place, date }) => [
        place?.city,
        date,
      ]);
    expect(
      places('Met with President Ada Rossi in Venice and with Prime Minister Bruno Conti in Rome.'),
    ).toEqual([
      ['Venice', '2014-03-05/2014-03-09'],
      ['Rome', '2014-03-05/2014-03-09'],
    ]);
    expect(places('Met with President Ada Rossi.')).toEqual([[undefined, '2014-03-05/2014-03-09']]);
    expect(places('Met with President Ada Rossi March 7.')).toEqual([[undefined, '2014-03-07']]);
    expect(places('Met with President Ada Rossi June 7.')).toEqual([[undefined, '2014-03-05/2014-03-09']]);
  });

  it.each([
    ['Discussed the Middle East peace process with President Ada Rossi.', ['middle-east']],
    [
      'Met with President Ada Rossi. Discussed narcotics control and trade.',
      ['counternarcotics', 'economic-cooperation'],
    ],
    ['Met with Israeli Prime Minister Ada Rossi.', undefined],
    ['Briefed President Ada Rossi on the SALT negotiations.', ['weapons-of-mass-destruction']],
  ])('%s is about %s', (remarks, topics) => {
    expect(recordsOf(remarks)[0]?.topics).toEqual(topics);
  });

  it('has the country of today as its place', () => {
    const place = (given: Partial<Trip>) => recordsOf('Met with Premier Otto Pappas.', given)[0]?.place;
    const page = { page: 'kissinger-henry-a', start: '1974-07-01' };
    expect(place({ ...page, slug: 'russia', label: 'U.S.S.R.', locale: 'Kiev' })).toEqual({
      city: 'Kyiv',
      country: 'UA',
    });
    expect(place({ ...page, slug: 'mexico', label: 'Mexico', locale: 'Mexico, D.F.' })).toEqual({
      city: 'Mexico City',
      country: 'MX',
    });
    expect(place({ ...page, slug: 'denmark', label: 'Denmark (Greenland)', locale: 'Nuuk' })).toEqual({
      city: 'Nuuk',
      country: 'GL',
    });
  });

  it('is the same person as in the visits, by a surname in the same office too', () => {
    const known = knownFrom({ visitor: 'President Ada Rossi', start: '2012-01-01' });
    const who = (remarks: string) =>
      importTrips([trip({ remarks })], known).meetings[0]?.participants.map((each) => each.who)[1];
    expect(who('Met with President Ada Rossi.')).toBe('ada-rossi');
    expect(who('Met with President Rossi.')).toBe('ada-rossi');
    expect(who('Met with President Bianchi.')).toBe('bianchi-italy');
  });

  it('is of the state where the source has them elsewhere, not of the host', () => {
    const { meetings } = imported(
      trip({
        remarks: 'Met with Prime Minister Otto Pappas.',
        slug: 'greece',
        label: 'Greece',
        locale: 'Athens',
      }),
      trip({ remarks: 'Met with Prime Minister Ada Rossi and Prime Minister Otto Pappas.' }),
    );
    expect(meetings.map(({ participants }) => participants[1]?.for)).toEqual(['greece', 'italy', 'greece']);
  });
});

describe('an event', () => {
  it('is one record for all who attended, with the series and the number in it', () => {
    const at = { slug: 'lithuania', label: 'Lithuania', locale: 'Vilnius' };
    const { meetings, series } = imported(
      presidentsTrip({
        ...at,
        start: '2014-03-04',
        end: '2014-03-06',
        remarks: 'Attended the 23d NATO Summit Meeting.',
      }),
      trip({
        ...at,
        start: '2014-03-05',
        end: '2014-03-07',
        remarks: 'Attended NATO Summit and met with NATO leaders.',
      }),
    );
    const [event] = meetings.filter(({ series }) => series);
    expect(event).toMatchObject({
      form: 'SUMMIT',
      date: '2014-03-05/2014-03-06',
      series: { id: 'nato-summits', ordinal: 23 },
      participantsKnown: 'PARTIAL',
    });
    expect(event?.participants.map(({ who }) => who)).toEqual(['barack-obama', 'john-kerry', 'nato']);
    expect(event?.readouts).toHaveLength(2);
    expect(series).toEqual([{ id: 'nato-summits', name: 'NATO summits' }]);
  });

  it.each([
    'Attended the NATO Ministerial Meeting.',
    'Participated in the Conference on Rivers.',
    'Led the U.S. delegation to the Conference on Rivers.',
    'Attended the funeral of President Ada Rossi.',
  ])('%s', (remarks) => {
    expect(recordsOf(remarks)).toHaveLength(1);
  });
});

describe('a Secretary who accompanied the President', () => {
  const visitsItaly = presidentsTrip({
    start: '2014-03-05',
    end: '2014-03-06',
    remarks: 'Met with President Ada Rossi.',
  });

  it('is in the record of the President, which becomes that of a visit', () => {
    const { meetings, written } = imported(visitsItaly, trip({ remarks: 'Accompanied President Obama.' }));
    expect(written).toBe(2);
    expect(meetings).toHaveLength(1);
    expect(meetings[0]).toMatchObject({ form: 'VISIT' });
    expect(meetings[0]?.participants.map(({ who }) => who)).toEqual([
      'barack-obama',
      'john-kerry',
      'ada-rossi',
    ]);
    expect(meetings[0]?.readouts.map(({ id }) => id)).toEqual([
      'office-of-the-historian',
      'office-of-the-historian-2',
    ]);
  });

  it('has a record for what the Secretary did alone, and none for what was the President’s', () => {
    const { meetings } = imported(
      visitsItaly,
      trip({
        remarks:
          'Accompanied President Obama to a meeting with President Ada Rossi. Met with Foreign Minister Bruno Conti.',
      }),
    );
    expect(meetings.map(({ participants }) => participants.map(({ who }) => who))).toEqual([
      ['barack-obama', 'john-kerry', 'ada-rossi'],
      ['john-kerry', 'bruno-conti'],
    ]);
  });

  it('is reported where no trip of the President is found', () => {
    expect(
      imported(trip({ remarks: 'Accompanied President Obama.' })).reports.map(({ undecided }) => undecided),
    ).toEqual(['unclear which trip of the President "Obama" this was part of']);
  });
});
