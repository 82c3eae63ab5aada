import { describe, expect, it } from 'vitest';
import { readContent } from '../../schema/record/content.ts';
import { changed, type Files, PARTICIPANTS, problemsIn, small, TALKS, withContent } from './small-content.ts';

/** The talks with lines added at the top level. */
const talks = (...lines: string[]): Files => ({
  ...small,
  'series/all.yaml': '- id: forums\n  name: Forums\n',
  [TALKS]: `${lines.join('\n')}\n${small[TALKS]}`,
});
const STATEMENT = 'cite: { readout: xinhua, at: paragraph 3 }';
const READOUT = 'published: 2022-03-30, language: en }';

describe('the fuller record', () => {
  it.each([
    ['topics of its own', talks('topics: [relations, security]')],
    ['a note', talks('note: "Read in a copy: the original was not found."')],
    ['a kind of visit', talks('visit: WORKING')],
    ['a series with its number', talks('series: { id: forums, ordinal: 3 }')],
    ['a series without a number', talks('series: { id: forums }')],
    ['a partial list of participants', talks('participantsKnown: PARTIAL')],
    [
      'a document with signatories',
      talks(
        'documents:',
        '  - { id: joint, title: A statement, kind: joint statement, signedBy: [china, wang-yi] }',
      ),
    ],
    ['somebody who was there by video', changed(TALKS, 'role: GUEST }', 'role: GUEST, remote: true }')],
    [
      'the setting and day of a statement',
      changed(TALKS, STATEMENT, `setting: PRESS\n    date: 2022-03-31\n    ${STATEMENT}`),
    ],
    [
      'the versions of an account',
      changed(
        TALKS,
        READOUT,
        'archivedUrl: https://example.org/b, accessed: 2022-04-01, kind: OFFICIAL, language: en }\n  - { id: mirror, publisher: M, language: en, translationOf: xinhua }',
      ),
    ],
    [
      'a state that succeeded another',
      changed(PARTICIPANTS, '- id: russia\n', '- id: russia\n  predecessors: [china]\n'),
    ],
    ['a former state', changed(TALKS, 'country: CN }', 'country: SUHH }')],
    ['Kosovo', changed(TALKS, 'country: CN }', 'country: XK }')],
  ])('may have %s', async (_what, files) => {
    expect(await problemsIn(files)).toEqual([]);
  });

  it.each([
    ['an unknown series', talks('series: { id: forum }'), 'unknown series "forum"; did you mean "forums"?'],
    [
      'a number that is text',
      talks('series: { id: forums, ordinal: "3" }'),
      'text where a number belongs; write a number without quotes',
    ],
    [
      'a number that does not count',
      talks('series: { id: forums, ordinal: 0 }'),
      'the number 0; write a whole number from 1 to 9999',
    ],
    [
      'half a number',
      talks('series: { id: forums, ordinal: 1.5 }'),
      'the number 1.5; write a whole number from 1 to 9999',
    ],
    [
      'an unknown topic of its own',
      talks('topics: [securty]'),
      'unknown topic "securty"; did you mean "security"?',
    ],
    [
      'an unknown visit',
      talks('visit: STATED'),
      'unknown visit "STATED"; did you mean "STATE"? use one of STATE, OFFICIAL, WORKING, PRIVATE, TRANSIT, OTHER',
    ],
    [
      'an unknown signatory',
      talks('documents:', '  - { title: T, kind: K, signedBy: [chinna] }'),
      'unknown participant "chinna"; did you mean "china"?',
    ],
    [
      'two documents of one id',
      talks('documents:', '  - { id: a, title: T, kind: K }', '  - { id: a, title: U, kind: K }'),
      `duplicate document id "a" (first in ${TALKS}:2:11); give one of them another id`,
    ],
    [
      'a document that the meeting lacks',
      changed(TALKS, STATEMENT, `document: joint\n    ${STATEMENT}`),
      'unknown document "joint"; add a document with this id to the meeting',
    ],
    [
      'a false remote',
      changed(TALKS, 'role: GUEST }', 'role: GUEST, remote: false }'),
      'a true/false value where only true is allowed; write true, or remove the key',
    ],
    [
      'an unknown setting',
      changed(TALKS, STATEMENT, `setting: PRES\n    ${STATEMENT}`),
      'unknown setting "PRES"; did you mean "PRESS"? use one of TALKS, PRESS, DOCUMENT',
    ],
    [
      'an original that is not there',
      changed(TALKS, READOUT, 'translationOf: tass, language: en }'),
      'unknown readout "tass"; this meeting has xinhua',
    ],
    [
      'an account that replaces itself',
      changed(TALKS, READOUT, 'supersededBy: xinhua, language: en }'),
      'a cycle in "supersededBy": xinhua → xinhua; remove one of these references',
    ],
    [
      'an unknown predecessor',
      changed(PARTICIPANTS, '- id: russia\n', '- id: russia\n  predecessors: [chinna]\n'),
      'unknown participant "chinna"; did you mean "china"?',
    ],
    [
      'a person before a state',
      changed(PARTICIPANTS, '- id: russia\n', '- id: russia\n  predecessors: [wang-yi]\n'),
      'a person as the predecessor of a state; name a state',
    ],
    [
      'a predecessor of a person',
      changed(PARTICIPANTS, '- id: wang-yi\n', '- id: wang-yi\n  predecessors: [sergey-lavrov]\n'),
      '"wang-yi" is a person; only states and organizations have predecessors',
    ],
    [
      'a state before itself',
      changed(PARTICIPANTS, '- id: russia\n', '- id: russia\n  predecessors: [russia]\n'),
      'a cycle in "predecessors": russia → russia; remove one of these references',
    ],
    [
      'the old code of a state',
      changed(TALKS, 'country: CN }', 'country: SU }'),
      'unknown country "SU"; write "SUHH"',
    ],
  ])('refuses %s', async (_what, files, problem) => {
    const [found, ...rest] = await problemsIn(files);
    expect(rest).toEqual([]);
    expect(found?.replace(/^[^:]*:\d+:\d+: /, '')).toBe(problem);
  });

  it('fills in defaults', async () => {
    const meeting = await withContent(small, async (dir) => {
      const outcome = await readContent(dir);
      return outcome.ok ? outcome.corpus.meetings.find(({ id }) => id === '2022-03-30-talks') : undefined;
    });
    expect(meeting).toMatchObject({ topics: [], documents: [], participantsKnown: 'COMPLETE' });
    expect(meeting?.statements[0]?.setting).toBe('TALKS');
  });
});
