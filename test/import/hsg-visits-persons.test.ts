import { describe, expect, it } from 'vitest';
import { importVisits } from '../../infra/import/hsg-visits/hsg-visits.ts';
import { visitsOf } from '../../infra/import/hsg-visits/read-visits.ts';
import type { Visit } from '../../infra/import/hsg-visits/visit.ts';
import { NOTHING_KNOWN } from '../../infra/import/known-content.ts';
import { visit } from './visits.ts';

const guestsOf = (visits: readonly Visit[]) =>
  importVisits(visits, NOTHING_KNOWN).meetings.map(({ participants }) =>
    participants.filter(({ role }) => role === 'GUEST').map(({ who, for: party }) => `${who} for ${party}`),
  );

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
      'unclear which state "Atlantis" (atlantis) was on 1995-03-01',
    ]);
    expect(reportOf(visit({ slug: 'hawaii', label: 'Hawaii', start: '1950-01-01' }))).toHaveLength(1);
  });

  it('a title without a name, a day that is none, an end before the beginning', () => {
    expect(
      reportOf(visit({ visitor: 'President' }), visit({ start: '1995-02-30' }), visit({ end: '1995-02-01' })),
    ).toEqual([
      'unclear who came: a title without a name',
      'impossible date "1995-02-30"; February 1995 has days 01 to 28',
      'it ends on 1995-02-01, before it begins on 1995-03-01',
    ]);
  });

  it('and a file that is not well-formed is refused with its line', () => {
    expect(() => visitsOf('bad.xml', '<visits>\n<visit>\n</visits>')).toThrow(/bad\.xml:3/);
  });
});
