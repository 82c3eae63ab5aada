import { describe, expect, it } from 'vitest';
import { importTrips } from '../../infra/import/hsg-travels/hsg-travels.ts';
import { tripsOf } from '../../infra/import/hsg-travels/read-trips.ts';
import type { Trip } from '../../infra/import/hsg-travels/trip.ts';
import { NOTHING_KNOWN } from '../../infra/import/known-content.ts';
import { meetingLine } from '../../schema/record/meeting.ts';
import { participant } from '../../schema/record/participant.ts';
import { presidentsTrip, trip } from './trips.ts';

const imported = (...trips: Trip[]) => importTrips(trips, NOTHING_KNOWN);
const recordsOf = (remarks: string, given: Partial<Trip> = {}) =>
  imported(trip({ remarks, ...given })).meetings;

describe('what is no meeting is set aside with its reason', () => {
  it.each([
    ['Stopped en route to Egypt.', 'a stopover'],
    ['Vacation.', 'a holiday'],
    ['Addressed the Senate.', 'a speech or a press conference'],
    ['Visited U.S. military personnel.', 'a visit to troops or bases'],
    ['Attended a conference of U.S. Chiefs of Mission.', 'a meeting among Americans'],
    ['Dedicated a new museum.', 'a ceremony'],
    ['Signed an agreement on fish.', 'a signing, without mention of who was met'],
    ['Visited Mayan ruins.', 'a tour or a visit, without mention of who was met'],
    ['', 'the remarks do not say what happened'],
  ])('%s', (remarks, reason) => {
    const { meetings, asides } = imported(trip({ remarks }));
    expect(meetings).toEqual([]);
    expect(asides.map((aside) => aside.reason)).toEqual([reason]);
  });

  it('and so is the same trip under another id', () => {
    const remarks = 'Met with President Ada Rossi.';
    const { meetings, asides } = imported(trip({ id: '1', remarks }), trip({ id: '2', remarks }));
    expect(meetings).toHaveLength(1);
    expect(asides).toEqual([{ record: '2', reason: 'the same trip under another id: 1' }]);
  });

  it('and what people have recorded already', () => {
    const [record] = recordsOf('Met with President Ada Rossi.');
    const meeting = meetingLine.parse({ ...record, id: 'by-hand' });
    const known = { ...NOTHING_KNOWN, meetings: [{ meeting, curated: true }] };
    const { meetings, asides } = importTrips([trip({ remarks: 'Met with President Ada Rossi.' })], known);
    expect(meetings).toEqual([]);
    expect(asides.map(({ reason }) => reason)).toEqual(['already recorded: by-hand']);
  });
});

describe('what cannot be decided is reported', () => {
  it.each([
    ['Met with Mayor Otto Pappas.', '"Mayor Otto Pappas": unclear whom they represented'],
    [
      'Met with Greek President Otto Pappas and Foreign Minister Bruno Conti.',
      '"Foreign Minister Bruno Conti": unclear of which state',
    ],
  ])('%s', (remarks, why) => {
    const { reports, leftOut } = imported(trip({ remarks }));
    expect([...reports.map(({ undecided }) => undecided), ...leftOut.map(({ text }) => text)]).toEqual([why]);
  });

  it('as are a country that is not in the table and a day that is none', () => {
    expect(
      imported(trip({ slug: 'atlantis', label: 'Atlantis' }), trip({ start: '2014-02-30' })).reports.map(
        ({ undecided }) => undecided,
      ),
    ).toEqual([
      'unclear which state "Atlantis" (atlantis) was on 2014-03-05',
      'impossible date "2014-02-30"; February 2014 has days 01 to 28',
    ]);
  });

  it('and a file that is not well-formed is refused with its line', () => {
    expect(() => tripsOf('bad.xml', '<trips>\n<trip>\n</trips>')).toThrow(/bad\.xml:3/);
  });
});

it('writes records that fit the content format, and every participant that they name', () => {
  const { meetings, participants } = imported(
    presidentsTrip({ remarks: 'State visit; met with President Ada Rossi.' }),
    trip({ remarks: 'Accompanied President Obama and met with EU High Representative Otto Pappas.' }),
  );
  for (const each of meetings) meetingLine.parse(each);
  const ids = new Set(participants.map((each) => participant.parse(each).id));
  ids.add('united-states');
  expect(
    meetings
      .flatMap(({ participants }) => participants.flatMap(({ who, for: side }) => [who, side ?? who]))
      .filter((id) => !ids.has(id)),
  ).toEqual([]);
});

describe('no party is lost', () => {
  const partiesOf = (remarks: string, given: Partial<Trip> = {}) =>
    recordsOf(remarks, given).flatMap(({ participants }) =>
      participants.filter(({ who }) => who !== 'john-kerry').map(({ who, for: side }) => side ?? who),
    );

  it.each([
    [
      'behind the members of a body',
      'Met with members of the Knesset and Foreign Minister Bruno Conti.',
      ['italy'],
    ],
    [
      'behind somebody out of office',
      'Met with former President Ada Rossi and with President Bruno Conti.',
      ['italy'],
    ],
    [
      'behind a list of states',
      'Met with the Foreign Ministers of Egypt and Israel, and PLO Chairman Aldo Verdi.',
      ['egypt', 'israel', 'plo'],
    ],
    [
      'of a group of states',
      'Met with the Presidents of the Baltic States.',
      ['estonia', 'latvia', 'lithuania'],
    ],
    ['of several officials', 'Met with Egyptian and Jordanian officials.', ['egypt', 'jordan']],
    [
      'of a body that is named',
      'Met with members of the Syrian Opposition Coalition.',
      ['syrian-opposition-coalition'],
    ],
    [
      'on another day',
      'Met with President Ada Rossi and, on March 6, with German Chancellor Bruno Conti.',
      ['italy', 'germany'],
    ],
    [
      'behind a semicolon',
      'Met with President Ada Rossi of Italy; and with German Chancellor Bruno Conti.',
      ['italy', 'germany'],
    ],
    [
      'with "Jr."',
      'Met with Foreign Minister Bruno Conti, Jr., and President Ada Rossi.',
      ['italy', 'italy'],
    ],
    ['of part of a state', 'Met with Northern Irish First Minister Bruno Conti.', ['northern-ireland']],
    ['who was sent to a country', 'Met with UN Special Envoy for Syria Bruno Conti.', ['united-nations']],
  ])('%s', (_, remarks, parties) => {
    expect(partiesOf(remarks, { end: '2014-03-07' })).toEqual(parties);
  });

  it('at a conference that goes by a name', () => {
    const [event] = recordsOf('Attended Yalta Conference with Soviet Premier Bruno Conti.', {
      start: '1945-02-03',
    });
    expect(event?.participants.map(({ for: side }) => side)).toContain('soviet-union');
  });

  it('and a summit meeting with one person is a meeting with that person', () => {
    const [record] = recordsOf('Attended a summit meeting with Russian President Bruno Conti.');
    expect(record?.form).toBe('BILATERAL');
  });
});

it('makes one event of what the President attended and what the Secretary calls it', () => {
  const { meetings } = imported(
    presidentsTrip({ remarks: 'Attended Summit Meeting on International Cooperation and Development.' }),
    trip({ remarks: 'Accompanied President Obama to the International Development Meeting.' }),
  );
  expect(meetings.map(({ title }) => title)).toEqual(['Conference on Cooperation and Development in Rome']);
});
