import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetOfJsonError } from '../../schema/record/read/json-line.ts';
import { outcomeOf, problemsIn, small } from './small-content.ts';

const call = {
  id: 'a-call',
  title: 'A call',
  form: 'CALL',
  status: 'HELD',
  date: '2020-05~',
  participants: [{ who: 'china', role: 'PARTICIPANT' }],
  readouts: [{ id: 'x', publisher: 'X: "Y"', language: 'en' }],
};
const BULK = 'meetings/bulk/calls.jsonl';

describe('JSON Lines', () => {
  it('have the same records as the YAML next to it', async () => {
    const lines = `\ufeff${JSON.stringify(call)}\r\n\r\n${JSON.stringify({ ...call, id: 'b-call', within: 'a-call' })}`;
    const outcome = await outcomeOf({
      ...small,
      [BULK]: lines,
      'topics/bulk/t.jsonl': '{"id":"trade","prefLabel":"Trade","broader":["relations"]}\n',
    });
    expect(outcome.ok && outcome.corpus.meetings.map(({ id }) => id)).toEqual([
      '2022-03-30-forum',
      '2022-03-30-talks',
      'a-call',
      'b-call',
    ]);
    expect(outcome.ok && outcome.corpus.meetings[2]?.date).toEqual({
      edtf: '2020-05~',
      start: '2020-05-01',
      end: '2020-05-31',
      precision: 'MONTH',
      approximate: true,
    });
    expect(outcome.ok && outcome.corpus.topics.map(({ id }) => id)).toEqual([
      'relations',
      'security',
      'trade',
    ]);
  });

  const text = JSON.stringify(call);
  it.each([
    [
      'a misspelt participant',
      text.replace('china', 'chin'),
      '104: unknown participant "chin"; did you mean "china"?',
    ],
    ['a misspelt key', text.replace('"title"', '"titel"'), '16: unknown key "titel"; did you mean "title"?'],
    [
      'a missing id',
      text.replace('"id":"a-call",', ''),
      '1: missing key "id"; add it (Id of the meeting, such as 2022-03-30-china-russia-tunxi)',
    ],
    [
      'a key twice',
      text.replace('"form"', '"title":"B","form"'),
      '33: the key "title" appears twice; remove one of them',
    ],
    [
      'a number for text',
      text.replace('"A call"', '12'),
      '24: the number 12 where text belongs; put it in quotes: "12"',
    ],
    [
      'a comma too many',
      text.replace('}]}', '}],}'),
      `${text.length + 1}: a line that is not JSON; write one whole JSON object per line`,
    ],
    [
      'a line cut off',
      text.slice(0, 20),
      '16: a line that is not JSON; write one whole JSON object per line',
    ],
    ['YAML', 'id: a-call', '1: a line that is not JSON; write one whole JSON object per line'],
    [
      'the key __proto__',
      text.replace('"title"', '"__proto__":{},"title"'),
      '16: unknown key "__proto__"; remove it',
    ],
    [
      'a list',
      `[${text}]`,
      '1: a list where keys and values belong; write id, title, form, status, date, place, within, series, visit, topics, note, participants, participantsKnown, voices, documents, readouts, statements with their values',
    ],
  ])('report %s by line and column', async (_, line, problem) => {
    expect(await problemsIn({ ...small, [BULK]: `\n${line}\n` })).toEqual([`${BULK}:2:${problem}`]);
  });

  it('report bytes that are not UTF-8', async () => {
    const bytes = Buffer.from('{"id":"a","prefLabel":"A"}\n{"id":"b","prefLabel":"ü"}\n', 'latin1');
    expect(await problemsIn({ ...small, 'topics/t.jsonl': bytes })).toEqual([
      'topics/t.jsonl:2:24: bytes that are not UTF-8; save the file as UTF-8',
    ]);
  });
});

describe('the search for what is not JSON', () => {
  it('finds nothing in JSON', () => {
    fc.assert(fc.property(fc.json(), (json) => offsetOfJsonError(json) === -1));
  });

  it('agrees with JSON.parse on damaged JSON', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '{', ']', ',', ':', '1', '\\', '\n', 'x'),
        (json, at, by) => {
          const damaged = json.slice(0, at % json.length) + by + json.slice((at % json.length) + 1);
          expect(offsetOfJsonError(damaged) === -1).toBe(isJson(damaged));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
