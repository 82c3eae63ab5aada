import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { formatProblem, readContent } from '../../schema/record/content.ts';
import { fixStatementIds } from '../../schema/record/ids/fix-content.ts';
import { ledgerOf, parseLedger, printLedger, updated } from '../../schema/record/ids/ledger.ts';
import { withStatementIds } from '../../schema/record/ids/write-ids.ts';
import { LEDGER_FILE } from '../../schema/record/read/folder.ts';
import { type Files, problemsIn, small, TALKS, withContent } from './small-content.ts';

const LEDGER = 'statement-ids.txt';
const TALKS_ID = '2022-03-30-talks';
const without = small[TALKS].replace('    id: s1\n', '');
const second =
  '  - { id: s2, by: [wang-yi], mode: ACTION, text: x, topics: [security], cite: { readout: xinhua } }\n';

/** What keeps a release of the content back, as printed. */
const unrecordedIn = (files: Files) =>
  withContent(files, async (dir) => {
    const outcome = await readContent(dir);
    const problems = outcome.ok ? outcome.unrecorded : outcome.problems;
    return problems.map((each) => formatProblem(each).replaceAll(`${dir}/`, ''));
  });

/** The content after `check --fix`: the talks, the ledger, and what `fix` reports. */
const fixed = (files: Files) =>
  withContent(files, async (dir) => {
    const result = await fixStatementIds(dir);
    const [talks, ledger] = await Promise.all(
      [TALKS, LEDGER].map((file) => readFile(join(dir, file), 'utf8').catch(() => undefined)),
    );
    return { ...result, talks, ledger };
  });

describe('the id of a statement', () => {
  it('is required, and the error says which command writes it', async () => {
    expect(await problemsIn({ ...small, [TALKS]: without })).toEqual([
      `${TALKS}:15:5: missing key "id"; add it (Permanent short id of the statement within its meeting (npm run check -- --fix writes one))`,
    ]);
  });

  it('is unique within a meeting', async () => {
    const again = second.replace('s2', 's1');
    expect(await problemsIn({ ...small, [TALKS]: small[TALKS] + again })).toEqual([
      `${TALKS}:23:11: duplicate statement id "s1" (first in ${TALKS}:22:9); give one of them another id`,
    ]);
  });

  it('cannot be reused once its statement is removed', async () => {
    const files = { ...small, [LEDGER]: `${TALKS_ID} s3 -s1\n` };
    expect(await problemsIn(files)).toEqual([
      `${TALKS}:22:9: "s1" was the id of a statement that was removed (see ${LEDGER}); give another id, or remove the key and run npm run check -- --fix`,
    ]);
  });

  it.each([
    ['\r\n', ['\r\n', '\r\n', '\r\n']],
    ['\n', ['\n', '\n', '\n']],
    ['both', ['\n', '\r\n', '\n']],
  ])('is written into JSON Lines with %j at their ends, where nothing else changes', async (_name, ends) => {
    const joined = (texts: readonly string[]) => texts.map((text, at) => text + (ends[at] ?? '')).join('');
    const call = (id: string, statements: string) =>
      `{"id":"${id}","title":"A call — \\u00e9","statements": ${statements}, "x":1}`;
    const lines = [
      call('one', '[{"by":["china"]},{ "by": ["china"] },{"id":"s7","by":[]},{}]'),
      call('two', '[{"id":"s1"}]'),
      'no JSON at all',
      call('three', '[{"by":["china"]}]'),
    ];
    await withContent({ 'meetings/calls.jsonl': joined(lines), [LEDGER]: 'three -s4\n' }, async (dir) => {
      const { written } = await fixStatementIds(dir);
      expect(written).toEqual(new Map([['meetings/calls.jsonl', ['s8', 's9', 's10', 's5']]]));
      expect(await readFile(join(dir, 'meetings/calls.jsonl'), 'utf8')).toBe(
        joined([
          call(
            'one',
            '[{"id":"s8","by":["china"]},{ "id": "s9", "by": ["china"] },{"id":"s7","by":[]},{"id":"s10"}]',
          ),
          lines[1] ?? '',
          lines[2] ?? '',
          call('three', '[{"id":"s5","by":["china"]}]'),
        ]),
      );
    });
  });

  it('cannot be reused in JSON Lines either', async () => {
    const line = {
      id: 'calls',
      title: 'A call',
      form: 'CALL',
      status: 'HELD',
      date: '2022-04-01',
      participants: [{ who: 'china', role: 'PARTICIPANT' }],
      readouts: [{ id: 'one', publisher: 'TASS', language: 'en' }],
      statements: [
        {
          id: 's4',
          by: ['china'],
          mode: 'ACTION',
          text: 'x',
          topics: ['security'],
          cite: { readout: 'one' },
        },
      ],
    };
    const files = {
      ...small,
      'meetings/bulk.jsonl': `${JSON.stringify(line)}\n`,
      [LEDGER]: `${TALKS_ID} s1\ncalls -s4\n`,
    };
    const [problem] = await problemsIn(files);
    expect(problem).toContain('meetings/bulk.jsonl:1:');
    expect(problem).toContain('"s4" was the id of a statement that was removed');
  });

  it.each([
    ['a new one', { [TALKS]: small[TALKS] + second }, [`${TALKS}:23:11: the statement id "s2" is not in`]],
    [
      'one that is gone',
      { [LEDGER]: `# prose\n${TALKS_ID} s1 s2\n` },
      [`${LEDGER}:2:21: the statement "s2" of ${TALKS_ID} is gone; put it back, or run`],
    ],
    [
      'one that is gone with its meeting',
      { [LEDGER]: `${TALKS_ID} s1\nlost s7\n` },
      [`${LEDGER}:2:6: the statement "s7" is gone with its meeting lost; put it back, or run`],
    ],
    ['none', {}, []],
  ])('blocks a release for %s', async (_what, files, expected) => {
    const found = await unrecordedIn({ ...small, [LEDGER]: `${TALKS_ID} s1\n`, ...files });
    expect(found).toHaveLength(expected.length);
    expected.forEach((each, index) => {
      expect(found[index]).toContain(each);
    });
  });

  it('is not required of content that never had a ledger', async () => {
    expect(await unrecordedIn(small)).toEqual([]);
  });

  it.each([
    ['a meeting that is no id', 'Talks s1\n', '1:1'],
    ['a statement that is no id', `${TALKS_ID} s1 S2\n`, '1:21'],
  ])('shows %s in the ledger', async (_what, text, at) => {
    const [problem, ...rest] = await problemsIn({ ...small, [LEDGER]: text });
    expect(rest).toEqual([]);
    expect(problem?.startsWith(`${LEDGER}:${at}: `)).toBe(true);
  });
});

describe('check --fix', () => {
  it('writes a missing id, creates the ledger, and accepts the result', async () => {
    const { talks, ledger, written } = await fixed({ ...small, [TALKS]: without });
    expect(talks).toBe(without.replace('  - by: [wang-yi]\n', '  - id: s1\n    by: [wang-yi]\n'));
    expect(ledger?.endsWith(`\n${TALKS_ID} s1\n`)).toBe(true);
    expect(Object.fromEntries(written)).toEqual({ [TALKS]: ['s1'] });
    expect(await unrecordedIn({ ...small, [TALKS]: talks, [LEDGER]: ledger })).toEqual([]);
  });

  it('retires removed ids and continues after the highest number ever used', async () => {
    const { talks, ledger, retired } = await fixed({
      ...small,
      [TALKS]: without,
      [LEDGER]: `${TALKS_ID} s4 -s11\n`,
    });
    expect(talks).toContain('- id: s12\n');
    expect(ledger?.split('\n').at(-2)).toBe(`${TALKS_ID} s12 -s4 -s11`);
    expect(retired).toEqual([`${TALKS_ID}#s4`]);
  });

  it('writes nothing the second time', async () => {
    const { talks, ledger } = await fixed({ ...small, [TALKS]: without });
    const again = await fixed({ ...small, [TALKS]: talks, [LEDGER]: ledger });
    expect(again).toEqual({ talks, ledger, written: new Map(), retired: [] });
  });

  it('retires nothing while a meeting cannot be read', async () => {
    const { ledger } = await fixed({
      ...small,
      [TALKS]: small[TALKS].replace('by: [wang-yi]', 'by: [wang-yi'),
      [LEDGER]: `${TALKS_ID} s1\n`,
    });
    expect(ledger).toBe(`${TALKS_ID} s1\n`);
  });

  const head = 'title: x # a title\n\nstatements: # what was said\n';
  it.each([
    ['block', '  - by: [a]\n    mode: x\n', '  - id: s1\n    by: [a]\n    mode: x\n'],
    ['block with CRLF', '  - by: [a]\r\n    mode: x\r\n', '  - id: s1\r\n    by: [a]\r\n    mode: x\r\n'],
    ['no indentation', '- by: [a]\n  mode: x', '- id: s1\n  by: [a]\n  mode: x'],
    ['deep', '    -   by: [a]\n        mode: x\n', '    -   id: s1\n        by: [a]\n        mode: x\n'],
    [
      'a comment first',
      '  - # said first\n    by: [a]\n    mode: x\n',
      '  - # said first\n    id: s1\n    by: [a]\n    mode: x\n',
    ],
    ['braces', '  - { by: [a] }\n', '  - { id: s1, by: [a] }\n'],
    ['tight braces', '  - {by: [a]}\n', '  - {id: s1, by: [a]}\n'],
    ['braces over lines', '  - {\n    by: [a] }\n', '  - { id: s1,\n    by: [a] }\n'],
    ['empty braces', '  - {}\n', '  - { id: s1 }\n'],
    ['braces around a blank', '  - { }\n', '  - { id: s1  }\n'],
    [
      'an id elsewhere',
      '  - by: [a]\n    id: s4\n  - by: [b]\n',
      '  - by: [a]\n    id: s4\n  - id: s5\n    by: [b]\n',
    ],
    [
      'an emoji before',
      '  - by: ["🕊🕊"]\n  - by: [b]\n',
      '  - id: s1\n    by: ["🕊🕊"]\n  - id: s2\n    by: [b]\n',
    ],
  ])('changes nothing else: %s', (_style, before, after) => {
    const { text } = withStatementIds(head + before, []);
    expect(text).toBe(head + after);
    expect(parseDocument(text).errors).toEqual([]);
  });

  it.each([
    ['no statements', 'title: x\n'],
    ['broken YAML', 'statements:\n  - by: [a\n    x: y\n'],
  ])('leaves %s alone', (_what, text) => {
    expect(withStatementIds(text, [])).toEqual({ text, written: [] });
  });
});

describe('the ledger', () => {
  const ids = fc.dictionary(
    fc.stringMatching(/^m[a-z0-9]{0,3}$/),
    fc.uniqueArray(fc.stringMatching(/^s\d{1,3}$/), { minLength: 1, maxLength: 6 }),
    { maxKeys: 5 },
  );
  const roundTrip = (ledger: ReturnType<typeof ledgerOf>) => {
    const { entries, problems } = parseLedger(printLedger(ledger));
    expect(problems).toEqual([]);
    return ledgerOf(entries);
  };

  it('never forgets an id, whatever editions follow each other', () => {
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 5 }), (editions) => {
        let ledger: ReturnType<typeof ledgerOf> = new Map();
        const given = new Set<string>();
        const lost = new Set<string>();
        for (const edition of editions) {
          ledger = roundTrip(updated(ledger, new Map(Object.entries(edition))));
          for (const [meeting, list] of Object.entries(edition))
            for (const id of list) given.add(`${meeting}#${id}`);
          for (const key of given) {
            const [meeting = '', id = ''] = key.split('#');
            if (!edition[meeting]?.includes(id)) lost.add(key);
          }
        }
        const known = [...ledger].flatMap(([meeting, list]) =>
          [...list].map(([id, gone]) => ({ key: `${meeting}#${id}`, gone })),
        );
        expect(new Set(known.map(({ key }) => key))).toEqual(given);
        for (const { key, gone } of known) expect(gone).toBe(lost.has(key));
      }),
    );
    expect(LEDGER_FILE).toBe(LEDGER);
  });
});
