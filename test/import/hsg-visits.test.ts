import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importVisits } from '../../infra/import/hsg-visits/hsg-visits.ts';
import { visitsOf } from '../../infra/import/hsg-visits/read-visits.ts';
import type { Visit } from '../../infra/import/hsg-visits/visit.ts';
import { NOTHING_KNOWN } from '../../infra/import/known-content.ts';
import { meetingLine } from '../../schema/record/meeting.ts';
import { participant } from '../../schema/record/participant.ts';
import { visit } from './visits.ts';

const fixture = visitsOf(
  'oddities.xml',
  readFileSync(new URL('fixtures/oddities.xml', import.meta.url), 'utf8'),
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
