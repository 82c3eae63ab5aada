import { describe, expect, it } from 'vitest';
import { gatheringsIn } from '../../infra/import/gatherings.ts';

describe('a phrase names', () => {
  it.each([
    ['NATO and EU Summit Meetings', ['NATO Summit Meeting', 'EU Summit Meeting']],
    [
      'NATO, NACC, and Contact Group Ministerial Meetings',
      ['NATO Ministerial Meeting', 'NACC Ministerial Meeting', 'Contact Group Ministerial Meeting'],
    ],
    ['SEATO and ANZUS Council Meetings', ['SEATO Council Meeting', 'ANZUS Council Meeting']],
    [
      'Munich Security Conference and the G7 Foreign Ministers’ Meeting',
      ['Munich Security Conference', 'G7 Foreign Ministers’ Meeting'],
    ],
    ['APEC Ministerial and Summit Meetings', ['APEC Ministerial', 'APEC Summit Meetings']],
    [
      'Meetings of NATO, NACC, and Contact Group Foreign Ministers',
      [
        'Meeting of the NATO Foreign Ministers',
        'Meeting of the NACC Foreign Ministers',
        'Meeting of the Contact Group Foreign Ministers',
      ],
    ],
    [
      'NATO Foreign Ministers’ Meeting and meetings of the NATO-Russia Council and the NATO-Ukraine Commission',
      ['NATO Foreign Ministers’ Meeting', 'NATO-Russia Council', 'NATO-Ukraine Commission'],
    ],
    [
      'inauguration of President Funes and a ministerial meeting of Pathways to Prosperity',
      ['inauguration of President Funes', 'ministerial meeting of Pathways to Prosperity'],
    ],
  ])('each gathering apart: %s', (words, parts) => {
    expect(gatheringsIn(words)).toEqual(parts);
  });

  it.each([
    'ASEAN Regional Forum and Post-Ministerial Conference',
    'Conference on Security and Cooperation in Europe',
    'International Conference on Peace and Security in Iraq',
    'Meeting of the Joint U.S.-Japan Committee on Trade and Economic Affairs',
    'Middle East and North Africa Economic Summit',
  ])('one gathering, whatever its "and" joins: %s', (words) => {
    expect(gatheringsIn(words)).toEqual([words]);
  });

  it.each(['Economic Summit Meeting and to meetings', 'Economic Summit Meeting and bilateral meetings'])(
    'nothing but the one that has a name: %s',
    (words) => {
      expect(gatheringsIn(words)).toEqual(['Economic Summit Meeting']);
    },
  );
});
