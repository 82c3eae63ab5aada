import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importVisits } from '../../infra/import/hsg-visits/hsg-visits.ts';
import { visitsOf } from '../../infra/import/hsg-visits/read-visits.ts';
import type { Visit } from '../../infra/import/hsg-visits/visit.ts';
import { NOTHING_KNOWN } from '../../infra/import/known.ts';
import { meetingLine } from '../../schema/record/meeting.ts';
import { participant } from '../../schema/record/participant.ts';
import { visit } from './visits.ts';

const fixture = visitsOf(
  'oddities.xml',
  readFileSync(new URL('fixtures/oddities.xml', import.meta.url), 'utf8'),
);
const guestsOf = (visits: readonly Visit[]) =>
  importVisits(visits, NOTHING_KNOWN).meetings.map(({ participants }) =>
    participants.filter(({ role }) => role === 'GUEST').map(({ who, for: party }) => `${who} for ${party}`),
  );

describe('a visit becomes a meeting', () => {
  const { meetings, participants, reports } = importVisits(fixture, NOTHING_KNOWN);
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
          kind: 'OFFICIAL',
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
    expect(byVisit('4')?.title).toBe(
      'Premier and Prince Norodom Sihanouk of Cambodia visits the United States',
    );
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
      NOTHING_KNOWN,
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
    importVisits(visits, NOTHING_KNOWN).meetings.map(({ participants }) => participants[0]?.for);

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

  it('of the past have a code of their own, and keep the printed label among their names', () => {
    const { participants } = importVisits(
      [visit({ slug: 'russia', label: 'U.S.S.R.', start: '1973-06-18' })],
      NOTHING_KNOWN,
    );
    expect(participants).toContainEqual({
      id: 'soviet-union',
      kind: 'STATE',
      name: 'Soviet Union',
      names: [{ name: 'U.S.S.R.' }],
      country: 'SUHH',
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

describe('the description of a visit', () => {
  const recordsOf = (given: Partial<Visit>) => importVisits([visit(given)], NOTHING_KNOWN).meetings;
  const said = (description: string, given: Partial<Visit> = {}) => recordsOf({ description, ...given })[0];

  it.each([
    ['State visit. Afterwards visited Boston.', 'STATE'],
    ['Official Working Visit.', 'WORKING'],
    ['Offical Visit.', 'OFFICIAL'],
    ['Met with President Clinton during a private visit.', 'PRIVATE'],
    ['Unofficial visit to Washington.', 'OTHER'],
    ['Private visit to Houston afterwards.', undefined],
    ['Met with President Clinton.', undefined],
  ])('%s tells the kind %s', (description, kind) => {
    expect(said(description)?.visit).toBe(kind);
  });

  it.each([
    ['Informal meeting at Camp David, Md.', { region: 'Maryland', venue: 'Camp David', country: 'US' }],
    ['Met with President Clinton in Houston, Texas.', { city: 'Houston', region: 'Texas', country: 'US' }],
    [
      'Discussed defense at Ogdensburg (New York).',
      { city: 'Ogdensburg', region: 'New York', country: 'US' },
    ],
    [
      'Met with President Clinton at the U.N. General Assembly.',
      { city: 'New York', region: 'New York', country: 'US' },
    ],
    ['State visit. Afterwards visited New York City.', { country: 'US' }],
    ['Official visit. Private visit to New York City May 24–25.', { country: 'US' }],
    ['En route to London.', { country: 'US' }],
  ])('%s tells the place', (description, place) => {
    expect(said(description)?.place).toEqual(place);
  });

  it('keeps the days in the country and the further places in a note, in words of our own', () => {
    const visited = said('State visit. In U.S. March 1–9; visited Chicago, Akron (Ohio), and Miami.', {
      start: '1995-03-02',
      end: '1995-03-04',
    });
    expect(visited?.note).toBe(
      'In the United States from 1 March 1995 to 9 March 1995; also in Chicago, Akron (Ohio) and Miami.',
    );
  });

  it('does not believe days in the country that leave out the visit', () => {
    expect(said('In U.S. June 16–21.', { start: '1995-10-17', end: '1995-10-20' })?.note).toBeUndefined();
  });

  it('gives the meeting with the President a record of its own where its day is printed', () => {
    const [whole, met, ...others] = recordsOf({
      start: '1995-03-02',
      end: '1995-03-05',
      description: 'Private visit. Met with President Clinton March 3.',
    });
    expect(others).toEqual([]);
    expect(met).toMatchObject({ form: 'BILATERAL', date: '1995-03-03', within: whole?.id });
    expect(met?.participants.map(({ who, role }) => `${who} ${role}`)).toEqual([
      'ada-rossi GUEST',
      'bill-clinton HOST',
    ]);
    expect(whole?.participants.map(({ who }) => who)).toEqual(['ada-rossi', 'united-states']);
  });

  it.each([
    ['Informal meeting with President Clinton.', ['bill-clinton']],
    ['Discussed trade with President Clinton.', ['bill-clinton']],
    ['Attended funeral of former President Clinton.', []],
    ['Met with Vice President Gore.', []],
    ['Met with President Bush.', []],
    ['Met with the President of the World Bank.', []],
  ])('%s names the President, or does not', (description, hosts) => {
    const { participants } = said(description) ?? { participants: [] };
    expect(participants.flatMap(({ who, role, office }) => (role === 'HOST' && office ? who : []))).toEqual(
      hosts,
    );
  });

  it('makes one event of what two visits attended, and no event of what one attended', () => {
    const at = 'Attended the Ministers’ Conference on Rivers in Denver, Colorado.';
    const { meetings } = importVisits(
      [
        visit({ description: at }),
        visit({ description: at, slug: 'spain', label: 'Spain', visitor: 'King Otto' }),
        visit({ description: 'Attended the Conference on Lakes.', visitor: 'President Ugo Bianchi' }),
      ],
      NOTHING_KNOWN,
    );
    const [event] = meetings.filter(({ participantsKnown }) => participantsKnown === 'PARTIAL');
    expect(event).toMatchObject({
      title: 'Ministers’ Conference on Rivers in Denver',
      form: 'MULTILATERAL',
      place: { city: 'Denver', region: 'Colorado', country: 'US' },
    });
    expect(event?.participants.map(({ who }) => who)).toEqual(['ada-rossi', 'united-states', 'king-otto']);
    expect(meetings.filter(({ within }) => within === event?.id)).toHaveLength(2);
    expect(meetings.find(({ note }) => note?.includes('Lakes'))?.within).toBeUndefined();
  });

  it('is put right by its id, with the reason and what the source prints in a note', () => {
    const { meetings, corrections } = importVisits(
      [visit({ id: '1252', visitor: 'Prime Minister Ada Rossi' })],
      NOTHING_KNOWN,
    );
    expect(meetings[0]?.participants[0]).toEqual({
      who: 'ada-rossi',
      for: 'european-union',
      office: 'President of the European Council',
      role: 'GUEST',
    });
    expect(meetings[0]?.id).toContain('-italy-');
    expect(meetings[0]?.note).toMatch(/^The source prints Prime Minister Ada Rossi\. /);
    expect(corrections.map(({ record }) => record)).toEqual(['visit 1252']);
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
      NOTHING_KNOWN,
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
    const record = { id: 'narendra-modi', kind: 'PERSON' as const, name: 'Narendra Modi', country: 'IN' };
    const known = { ...NOTHING_KNOWN, participants: new Map([[record.id, record]]) };
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
    const { read, written, reports } = importVisits(visits, NOTHING_KNOWN);
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

  it('a surname that may be that of two full names', () => {
    expect(
      reportOf(
        visit({ visitor: 'President Horvat' }),
        visit({ visitor: 'President Ivan Horvat' }),
        visit({ visitor: 'President Marko Horvat' }),
      ),
    ).toEqual(['"Horvat" may or may not be "Ivan Horvat" or "Marko Horvat"']);
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

describe('a session of the UN General Assembly', () => {
  const AT = 'Met with President Clinton at the UN General Assembly in New York City.';
  const session = 'Session of the UN General Assembly in New York';

  it('is one event for all who came in one autumn, with the President, and their visits are within it', () => {
    const { meetings } = importVisits(
      [
        visit({ start: '1995-09-27', description: AT }),
        visit({ start: '1995-10-22', visitor: 'Prime Minister Bruno Conti', description: AT }),
        visit({ start: '1996-09-24', description: AT }),
      ],
      NOTHING_KNOWN,
    );
    const sessions = meetings.filter(({ title }) => title === session);
    expect(sessions.map(({ date }) => date)).toEqual(['1995-09-27/1995-10-22', '1996-09-24']);
    expect(sessions[0]?.participants.map(({ who }) => who)).toEqual([
      'ada-rossi',
      'bill-clinton',
      'bruno-conti',
      'united-nations',
    ]);
    expect(meetings.filter(({ form }) => form === 'VISIT').map(({ within }) => within)).toEqual([
      sessions[0]?.id,
      sessions[0]?.id,
      sessions[1]?.id,
    ]);
  });

  it('is not around a visit to Washington, and no event in spring', () => {
    const { meetings } = importVisits(
      [
        visit({
          start: '1995-09-27',
          description: 'Private visit to Washington while attending U.N. General Assembly session.',
        }),
        visit({
          start: '1995-04-27',
          description: 'State visit. Afterwards addressed the UN General Assembly.',
        }),
      ],
      NOTHING_KNOWN,
    );
    expect(meetings.filter(({ title }) => title === session)).toHaveLength(1);
    expect(meetings.flatMap(({ within }) => within ?? [])).toEqual([]);
  });
});
