import { describe, expect, it } from 'vitest';
import {
  changed,
  type Files,
  FORUM,
  outcomeOf,
  PARTICIPANTS,
  problemsIn,
  small,
  TALKS,
  TOPICS,
} from './small-content.ts';

describe('references', () => {
  it.each([
    [
      'a misspelt participant, once though it speaks later',
      'who: sergey-lavrov',
      'who: sergei-lavrov',
      '9:12: unknown participant "sergei-lavrov"; did you mean "sergey-lavrov"?',
    ],
    [
      'a misspelt speaker',
      'by: [wang-yi]',
      'by: [wang-yii]',
      '15:10: unknown participant "wang-yii"; did you mean "wang-yi"?',
    ],
    [
      'an addressee unlike anybody',
      'to: [sergey-lavrov]',
      'to: [xyz]',
      '16:10: unknown participant "xyz"; use the id of a participant that exists, or add it',
    ],
    [
      'a misspelt topic',
      'topics: [security]',
      'topics: [securiti]',
      '19:14: unknown topic "securiti"; did you mean "security"?',
    ],
    [
      'a misspelt larger meeting',
      'within: 2022-03-30-forum',
      'within: 2022-03-30-fourm',
      '6:9: unknown meeting "2022-03-30-fourm"; did you mean "2022-03-30-forum"?',
    ],
    [
      'a misspelt readout',
      'readout: xinhua,',
      'readout: xinha,',
      '21:22: unknown readout "xinha"; did you mean "xinhua"?',
    ],
    [
      "another meeting's readout",
      'readout: xinhua,',
      'readout: tass,',
      '21:22: readout "tass" belongs to meeting "2022-03-30-forum"; this meeting has xinhua',
    ],
    [
      'a person represented',
      'for: russia, role',
      'for: dmitry-peskov, role',
      '9:32: "dmitry-peskov" is a person; only a state or an organization can be represented',
    ],
    [
      "a person's readout",
      'by: china,',
      'by: wang-yi,',
      '13:23: "wang-yi" is a person; only a state or an organization gives a readout',
    ],
    [
      'a state that acts on its own behalf',
      'who: dmitry-peskov, for: russia',
      'who: russia, for: russia',
      '11:25: "russia" acts on its own behalf; leave "for" out',
    ],
    [
      'a participant listed twice',
      'who: sergey-lavrov, for: russia, role: GUEST }',
      'who: sergey-lavrov, role: GUEST }\n  - { who: wang-yi, role: GUEST }',
      '10:12: "wang-yi" is listed twice among the participants; remove one of them',
    ],
    [
      'a voice that was there',
      'who: dmitry-peskov',
      'who: wang-yi',
      '11:12: "wang-yi" is both a voice and a participant; a voice is someone who was not there, so remove one of the two',
    ],
    [
      'a meeting within itself',
      'within: 2022-03-30-forum',
      'within: 2022-03-30-talks',
      '6:9: a cycle in "within": 2022-03-30-talks → 2022-03-30-talks; remove one of these references',
    ],
  ])('%s', async (_, from, to, problem) => {
    expect(await problemsIn(changed(TALKS, from, to))).toEqual([`${TALKS}:${problem}`]);
  });

  it('refuses a speaker who was neither there nor a voice', async () => {
    const files = changed(TALKS, 'voices:\n  - { who: dmitry-peskov, for: russia }\n', 'voices: []\n');
    const [problem, ...rest] = await problemsIn({
      ...files,
      [TALKS]: String(files[TALKS]).replace('by: [wang-yi]', 'by: [dmitry-peskov]'),
    });
    expect(rest).toEqual([]);
    expect(problem).toBe(
      `${TALKS}:14:10: "dmitry-peskov" is neither a participant nor a voice of this meeting; add them to participants or voices, or name someone who is listed there`,
    );
  });

  it('lets a state speak if it is listed itself or represented', async () => {
    expect(await problemsIn(changed(TALKS, 'by: [wang-yi]', 'by: [china, russia]'))).toEqual([]);
    const statement =
      'statements:\n  - { id: s1, by: [china], mode: ACTION, text: x, topics: [security], cite: { readout: tass } }\n';
    expect(await problemsIn({ ...small, [FORUM]: small[FORUM] + statement })).toEqual([]);
  });

  it('reports a cycle of broader topics once, starting with its smallest id', async () => {
    expect(
      await problemsIn(
        changed(TOPICS, 'prefLabel: Relations\n', 'prefLabel: Relations\n  broader: [security]\n'),
      ),
    ).toEqual([
      `${TOPICS}:3:13: a cycle in "broader": relations → security → relations; remove one of these references`,
    ]);
  });
});

describe('duplicates', () => {
  it('reports the place of the first use of a duplicate id', async () => {
    const again = '- { id: china, kind: STATE, name: China }\n';
    expect(await problemsIn({ ...small, 'participants/more.yaml': again })).toEqual([
      'participants/more.yaml:1:9: duplicate participant id "china" (first in participants/all.yaml:1:7); give one of them another id, or merge the two',
    ]);
  });

  it('reports two meetings with the same id in different folders and formats', async () => {
    const later = small[TALKS].replace(/^date: .*/m, 'date: 2023-03-30');
    const line =
      '{"id":"2022-03-30-forum","title":"A","form":"CALL","status":"HELD","date":"2020-05","participants":[{"who":"china","role":"HOST"}],"readouts":[{"id":"x","publisher":"X","language":"en"}]}\n';
    expect(
      await problemsIn({
        ...small,
        'meetings/2023/2022-03-30-talks.yaml': later,
        'meetings/bulk.jsonl': line,
      }),
    ).toEqual([
      'meetings/2023/2022-03-30-talks.yaml:1:1: duplicate meeting id "2022-03-30-talks" (first in meetings/2022/2022-03-30-talks.yaml:1:1); give one of them another id, or merge the two',
      'meetings/bulk.jsonl:1:7: duplicate meeting id "2022-03-30-forum" (first in meetings/2022/2022-03-30-forum.yaml:1:1); give one of them another id, or merge the two',
    ]);
  });

  it('reports an external identifier that two participants share', async () => {
    expect(
      await problemsIn(
        changed(PARTICIPANTS, 'name: Russia\n', 'name: Russia\n  identifiers: { wikidata: Q148 }\n'),
      ),
    ).toEqual([
      `${PARTICIPANTS}:9:28: duplicate identifier wikidata "Q148" (first in ${PARTICIPANTS}:5:28); correct one of them, or merge the two records`,
    ]);
  });

  it('reports a readout id used twice in one meeting', async () => {
    expect(
      await problemsIn({
        ...small,
        [FORUM]: `${small[FORUM]}  - { id: tass, publisher: TASS, language: en }\n`,
      }),
    ).toEqual([
      `${FORUM}:9:11: duplicate readout id "tass" (first in ${FORUM}:8:11); give one of them another id`,
    ]);
  });

  it('lets a topic and a participant have the same id', async () => {
    expect(
      await problemsIn({ ...small, 'topics/china.yaml': '- { id: china, prefLabel: China }\n' }),
    ).toEqual([]);
  });
});

describe('a run', () => {
  it('reports errors of form and of reference together, in file order', async () => {
    const files: Files = {
      ...changed(TALKS, 'who: sergey-lavrov', 'who: sergei-lavrov'),
      [FORUM]: small[FORUM].replace('HELD', 'HOLD'),
    };
    files[TALKS] = String(files[TALKS])
      .replace('form: BILATERAL', 'form: BILATERL')
      .replace('[security]', '[securit]');
    expect((await problemsIn(files)).map((problem) => problem.split('; ')[0])).toEqual([
      `${FORUM}:3:9: unknown status "HOLD"`,
      `${TALKS}:2:7: unknown form "BILATERL"`,
      `${TALKS}:9:12: unknown participant "sergei-lavrov"`,
      `${TALKS}:19:14: unknown topic "securit"`,
    ]);
  });

  it('does not call participants unknown when their file cannot be read', async () => {
    expect(await problemsIn({ ...small, [PARTICIPANTS]: '- id: [\n' })).toEqual([
      expect.stringMatching(/^participants\/all.yaml:2:1: indentation/),
    ]);
    expect(await problemsIn({ ...small, [PARTICIPANTS]: 'china: {}\n' })).toEqual([
      'participants/all.yaml:1:1: something other than a list of records; begin each record with "- id: "',
    ]);
  });

  it('returns no corpus while anything is wrong', async () => {
    expect(await outcomeOf(changed(TALKS, 'HELD', 'HOLD'))).not.toHaveProperty('corpus');
  });
});
