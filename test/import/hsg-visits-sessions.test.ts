import { describe, expect, it } from 'vitest';
import { importVisits } from '../../infra/import/hsg-visits/hsg-visits.ts';
import { NOTHING_KNOWN } from '../../infra/import/known-content.ts';
import { visit } from './visits.ts';

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
