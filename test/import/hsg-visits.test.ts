import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importVisits } from '../../infra/import/hsg-visits/hsg-visits.ts';
import { visitsOf } from '../../infra/import/hsg-visits/read-visits.ts';
import type { Visit } from '../../infra/import/hsg-visits/visit.ts';
import { meetingLine } from '../../schema/record/meeting.ts';
import { participant } from '../../schema/record/participant.ts';
import { visit } from './visits.ts';

const NOBODY = new Map();
const fixture = visitsOf(
  'oddities.xml',
  readFileSync(new URL('fixtures/oddities.xml', import.meta.url), 'utf8'),
);
const guestsOf = (visits: readonly Visit[]) =>
  importVisits(visits, NOBODY).meetings.map(({ participants }) =>
    participants.filter(({ role }) => role === 'GUEST').map(({ who, for: party }) => `${who} for ${party}`),
  );

describe('a visit becomes a meeting', () => {
  const { meetings, participants, reports } = importVisits(fixture, NOBODY);
  const byVisit = (id: string) => meetings.find((meeting) => meeting.id.endsWith(`-${id}`));

  it('with its days, the guest with the office held, the host state and the page that is cited', () => {
    expect(byVisit('5')).toEqual({
      id: '1988-06-18-soviet-union-us-visit-5',
      title: 'General Secretary Igor I. Petrov of the U.S.S.R. visits the United States',
      form: 'VISIT',
      status: 'HELD',
      date: '1988-06-18/1988-06-25',
      place: { country: 'US' },
      participants: [
        { who: 'igor-i-petrov', for: 'soviet-union', office: 'General Secretary', role: 'GUEST' },
        { who: 'united-states', role: 'HOST' },
      ],
      readouts: [
        {
          id: 'office-of-the-historian',
          by: 'united-states',
          publisher: 'Office of the Historian, U.S. Department of State',
          url: 'https://history.state.gov/departmenthistory/visits/russia',
          language: 'en',
        },
      ],
    });
  });

  it('that fits the content format, and so do its participants', () => {
    for (const meeting of meetings) meetingLine.parse(meeting);
    for (const each of participants) participant.parse(each);
    expect(reports).toEqual([]);
  });

  it('with two guests where the field names two, even over a line break', () => {
    const both = byVisit('1');
    expect(both?.title).toBe(
      'President Ada Rossi and Prime Minister Bruno Conti of Italy visit the United States',
    );
    expect(both?.participants.slice(0, 2)).toEqual([
      { who: 'ada-rossi', for: 'italy', office: 'President', role: 'GUEST' },
      { who: 'bruno-conti', for: 'italy', office: 'Prime Minister', role: 'GUEST' },
    ]);
  });

  it('with one guest where the field gives one person two titles', () => {
    expect(byVisit('4')?.title).toBe('Premier and Prince Sihanouk of Cambodia visits the United States');
    expect(byVisit('4')?.participants[0]).toEqual({
      who: 'norodom-sihanouk',
      for: 'cambodia',
      office: 'Premier and Prince',
      role: 'GUEST',
    });
  });

  it('without minding a missing or a stray blank', () => {
    expect(byVisit('2')?.participants[0]).toMatchObject({ who: 'hani-al-basri', office: 'Prime Minister' });
    expect(byVisit('3')?.participants[0]?.who).toBe('hani-al-basri');
  });

  it('with the President only where the source says that they met', () => {
    const hosts = (id: string) =>
      byVisit(id)?.participants.flatMap(({ who, role }) => (role === 'HOST' ? who : []));
    expect(hosts('1')).toEqual(['united-states', 'george-h-w-bush']);
    expect(hosts('2')).toEqual(['united-states', 'donald-trump']);
    expect(hosts('3')).toEqual(['united-states']);
    expect(hosts('6')).toEqual(['united-states']);
  });

  it('with a name that keeps the title of a king', () => {
    const { participants } = importVisits(
      [visit({ visitor: 'King Otto', slug: 'greece', label: 'Greece' })],
      NOBODY,
    );
    expect(participants).toContainEqual({
      id: 'king-otto',
      kind: 'PERSON',
      name: 'King Otto',
      country: 'GR',
    });
  });
});

describe('states', () => {
  const statesOf = (...visits: Visit[]) =>
    importVisits(visits, NOBODY).meetings.map(({ participants }) => participants[0]?.for);

  it('of the past stay apart from those of today, by label and by day', () => {
    const germany = { slug: 'germany', label: 'Germany, Federal Republic of' };
    expect(
      statesOf(visit({ ...germany, start: '1989-06-01' }), visit({ ...germany, start: '1991-06-01' })),
    ).toEqual(['federal-republic-of-germany', 'germany']);
    expect(
      statesOf(
        visit({
          slug: 'german-democratic-republic',
          label: 'German Democratic Republic',
          start: '1990-06-11',
        }),
        visit({ slug: 'taiwan', label: 'China, Republic of', start: '1967-05-09' }),
        visit({ slug: 'china', label: 'China, People’s Republic of', start: '1985-07-22' }),
        visit({
          slug: 'china',
          label: 'China, Republic of',
          start: '1945-04-26',
          visitor: 'Premier Someone Else',
        }),
      ),
    ).toEqual(['german-democratic-republic', 'republic-of-china', 'china', 'republic-of-china']);
  });

  it('of the past have no code of today, and keep the printed label among their names', () => {
    const { participants } = importVisits(
      [visit({ slug: 'russia', label: 'U.S.S.R.', start: '1973-06-18' })],
      NOBODY,
    );
    expect(participants).toContainEqual({
      id: 'soviet-union',
      kind: 'STATE',
      name: 'Soviet Union',
      names: [{ name: 'U.S.S.R.' }],
    });
  });

  it('with two slugs are one', () => {
    expect(
      statesOf(
        visit({ slug: 'turkey', label: 'Turkey' }),
        visit({ slug: 'turkiye', label: 'Türkiye' }),
        visit({ slug: 'somoa', label: 'Somoa' }),
        visit({ slug: 'samoa', label: 'Western Samoa' }),
      ),
    ).toEqual(['turkiye', 'turkiye', 'samoa', 'samoa']);
  });
});

describe('persons', () => {
  it('are one across case, accents, initials and titles', () => {
    const names = ['President José A. Núñez', 'Prime Minister Jose Nunez', 'Chairman JOSE NÚÑEZ'];
    expect(new Set(guestsOf(names.map((visitor) => visit({ visitor }))).flat()).size).toBe(1);
  });

  it('keep every spelling as a name', () => {
    const names = ['President Jose Nunez', 'President Jose Nunez', 'President José Núñez'];
    const { participants } = importVisits(
      names.map((visitor) => visit({ visitor })),
      NOBODY,
    );
    expect(participants).toContainEqual({
      id: 'jose-nunez',
      kind: 'PERSON',
      name: 'Jose Nunez',
      names: [{ name: 'José Núñez' }],
      country: 'IT',
    });
  });

  it('are one across spellings that somebody decided to be the same', () => {
    const spain = { slug: 'singapore', label: 'Singapore' };
    expect(
      guestsOf([
        visit({ ...spain, visitor: 'Prime Minister Lee Hsien Loong' }),
        visit({ ...spain, visitor: 'Prime Minister Lee Hsien Leong' }),
      ]),
    ).toEqual([['lee-hsien-loong for singapore'], ['lee-hsien-loong for singapore']]);
  });

  it('are two under one name where the day says so', () => {
    const greece = { slug: 'greece', label: 'Greece', visitor: 'Prime Minister Konstantinos Karamanlis' };
    expect(
      guestsOf([visit({ ...greece, start: '1978-05-30' }), visit({ ...greece, start: '2004-05-20' })]),
    ).toEqual([['konstantinos-karamanlis for greece'], ['kostas-karamanlis for greece']]);
  });

  it('are two under one name in two states', () => {
    expect(guestsOf([visit({}), visit({ slug: 'spain', label: 'Spain' })])).toEqual([
      ['ada-rossi-italy for italy'],
      ['ada-rossi-spain for spain'],
    ]);
  });

  it('are one in a state and the one that it succeeded', () => {
    const visitor = 'President Jan Novak';
    expect(
      guestsOf([
        visit({ visitor, slug: 'czechoslovakia', label: 'Czechoslovakia', start: '1991-01-01' }),
        visit({ visitor, slug: 'czech-republic', label: 'Czech Republic', start: '1994-01-01' }),
      ]),
    ).toEqual([['jan-novak for czechoslovakia'], ['jan-novak for czechia']]);
  });

  it('whom the content has already keep their id and are not written again', () => {
    const known = new Map([
      ['narendra-modi', { id: 'narendra-modi', kind: 'PERSON' as const, name: 'Narendra Modi' }],
    ]);
    const { participants, meetings } = importVisits(
      [
        visit({
          visitor: 'Prime Minister Narendra Modi',
          slug: 'india',
          label: 'India',
          start: '2023-06-22',
        }),
      ],
      known,
    );
    expect(meetings[0]?.participants[0]?.who).toBe('narendra-modi');
    expect(participants.map(({ id }) => id)).toEqual(['india']);
  });
});

describe('what cannot be decided is reported and not written', () => {
  const reportOf = (...visits: Visit[]) => {
    const { read, written, reports } = importVisits(visits, NOBODY);
    expect(read).toBe(written + reports.length);
    return reports.map(({ undecided }) => undecided);
  };

  it('a spelling that only looks like another', () => {
    expect(
      reportOf(visit({ visitor: 'President Ivan Horvat' }), visit({ visitor: 'President Ivan Horvath' })),
    ).toEqual([
      '"Ivan Horvat" may or may not be "Ivan Horvath"',
      '"Ivan Horvath" may or may not be "Ivan Horvat"',
    ]);
  });

  it('a surname that may be that of a full name', () => {
    expect(
      reportOf(visit({ visitor: 'President Horvat' }), visit({ visitor: 'President Ivan Horvat' })),
    ).toHaveLength(2);
  });

  it('one name over more than a generation', () => {
    expect(reportOf(visit({ start: '1960-01-01' }), visit({ start: '1990-01-01' }))).toHaveLength(2);
  });

  it('a decided name on a day on which it was nobody in office', () => {
    const vietnam = { slug: 'vietnam', label: 'Vietnam', visitor: 'Prime Minister Nguyen Tan Dung' };
    expect(reportOf(visit({ ...vietnam, start: '2022-05-12' }))).toEqual([
      '"Nguyen Tan Dung" is known, but not in that office in 2022',
    ]);
  });

  it('a country that is not in the table, or not on that day', () => {
    expect(reportOf(visit({ slug: 'atlantis', label: 'Atlantis' }))).toEqual([
      'which state "Atlantis" (atlantis) was on 1995-03-01',
    ]);
    expect(reportOf(visit({ slug: 'hawaii', label: 'Hawaii', start: '1950-01-01' }))).toHaveLength(1);
  });

  it('a title without a name, a day that is none, an end before the beginning', () => {
    expect(
      reportOf(visit({ visitor: 'President' }), visit({ start: '1995-02-30' }), visit({ end: '1995-02-01' })),
    ).toEqual([
      'who came: no name beside a title',
      'impossible date "1995-02-30"; February 1995 has days 01 to 28',
      'it ends on 1995-02-01, before it begins on 1995-03-01',
    ]);
  });

  it('and a file that is not well-formed is refused with its line', () => {
    expect(() => visitsOf('bad.xml', '<visits>\n<visit>\n</visits>')).toThrow(/bad\.xml:3/);
  });
});
