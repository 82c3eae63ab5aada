import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentReader, readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { CompileMemory } from '../../schema/release/compile-memory.ts';
import { compile } from '../../schema/release/release.ts';
import { resolve } from '../../schema/release/resolve.ts';

type Written = Record<string, unknown>;

/** Records by the file that they stand in; JSON is YAML, too. A text is a line as it stands. */
type Content = Record<string, (Written | string)[]>;

const IDS = ['china', 'russia', 'wang-yi', 'lavrov', 'un'];
const TOPICS = ['relations', 'security', 'arms'];
const MEETINGS = ['2022-03-30-forum', '2022-03-30-talks', '2022-04-01-call', '2022-05-01-visit'];

const meeting = (id: string, more: Written = {}): Written => ({
  id,
  title: `The meeting ${id}`,
  form: 'BILATERAL',
  status: 'HELD',
  date: id.slice(0, 10),
  participants: [
    { who: 'wang-yi', for: 'china', office: 'Minister', role: 'HOST' },
    { who: 'lavrov', for: 'russia', role: 'GUEST' },
  ],
  readouts: [{ id: 'xinhua', by: 'china', publisher: 'Xinhua', language: 'en' }],
  statements: [
    {
      ...{ id: 's1', by: ['wang-yi'], to: ['lavrov'], mode: 'REPORTED', text: 'Wang spoke of arms.' },
      ...{ topics: ['arms'], cite: { readout: 'xinhua' } },
    },
  ],
  ...more,
});

const named = (id: string, kind: string): Written => ({ id, kind, name: `Name of ${id}` });

const BEGINNING: Content = {
  'dataset.yaml': [{ title: 'A record', licence: 'CC0-1.0' }],
  'participants/states.yaml': [
    named('china', 'STATE'),
    named('russia', 'STATE'),
    named('un', 'ORGANIZATION'),
  ],
  'participants/persons.jsonl': [named('wang-yi', 'PERSON'), named('lavrov', 'PERSON')],
  'topics/all.yaml': [
    { id: 'relations', prefLabel: 'Relations' },
    { id: 'security', prefLabel: 'Security', broader: ['relations'] },
    { id: 'arms', prefLabel: 'Arms', broader: ['security'] },
  ],
  'series/all.yaml': [{ id: 'talks', name: 'Talks' }],
  'meetings/a.jsonl': [
    meeting('2022-03-30-forum', { statements: [] }),
    meeting('2022-03-30-talks', { within: '2022-03-30-forum', series: { id: 'talks', ordinal: 2 } }),
  ],
  'meetings/b.jsonl': [meeting('2022-04-01-call', { topics: ['security'] })],
  'meetings/2022/2022-05-01-visit.yaml': [meeting('2022-05-01-visit')],
  'statement-ids.txt': [],
};
const FILES = Object.keys(BEGINNING);

/** What the keys of records are set to; some of it makes the content invalid, alone or with other edits. */
const VALUES: readonly (readonly [room: RegExp, key: string, values: readonly unknown[]])[] = [
  [/^participants/, 'name', ['Another name', 'Wang Yi', '王毅', '']],
  [/^participants/, 'names', [[{ name: 'A name', language: 'en' }], [{ name: '中国' }], undefined]],
  [/^participants/, 'country', ['CN', 'RU', 'XX', undefined]],
  [/^participants/, 'kind', ['PERSON', 'STATE', 'ORGANIZATION']],
  [/^participants/, 'id', [...IDS, 'new-one']],
  [/^participants/, 'predecessors', [['china'], ['un'], undefined]],
  [/^topics/, 'prefLabel', ['Another label', 'Arms control']],
  [/^topics/, 'broader', [['relations'], ['arms'], ['security'], undefined]],
  [/^topics/, 'id', [...TOPICS, 'new-topic']],
  [/^series/, 'name', ['Other talks', 'Talks']],
  [/^series/, 'id', ['talks', 'others']],
  [/^meetings/, 'title', ['Another title', 'A third, 第三', '']],
  [/^meetings/, 'date', ['2022-03-30', '2022-04', '2022', '2022-13-01', '2021-01-01/2021-01-03']],
  [/^meetings/, 'id', [...MEETINGS, '2022-06-01-new']],
  [/^meetings/, 'within', [...MEETINGS, undefined]],
  [/^meetings/, 'series', [{ id: 'talks' }, { id: 'others', ordinal: 3 }, undefined]],
  [/^meetings/, 'topics', [['relations'], ['arms', 'security'], ['new-topic'], undefined]],
  [
    /^meetings/,
    'participants',
    [
      [
        { who: 'un', role: 'HOST' },
        { who: 'wang-yi', for: 'un', role: 'GUEST' },
      ],
    ],
  ],
  [/^meetings/, 'statements', [[], meeting('2022-04-01-x').statements]],
  [/^meetings/, 'place', [{ city: 'Tunxi', country: 'CN' }, { country: 'ZZ' }, undefined]],
  [/^dataset/, 'title', ['Another record', 'A record']],
];

interface Edit {
  readonly how: 'set' | 'remove' | 'copy' | 'move' | 'line' | 'empty' | 'undo' | 'ledger';
  readonly a: number;
  readonly b: number;
  readonly c: number;
}
const anEdit: fc.Arbitrary<Edit> = fc.record({
  how: fc.oneof(
    { weight: 10, arbitrary: fc.constant('set' as const) },
    {
      weight: 5,
      arbitrary: fc.constantFrom('remove', 'copy', 'move', 'line', 'empty', 'ledger' as const),
    },
    // Back to what was valid: an editor undoes as well.
    { weight: 6, arbitrary: fc.constant('undo' as const) },
  ),
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
});

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length];

function edited(content: Content, { how, a, b, c }: Edit): Content {
  const next = structuredClone(content);
  const file = pick(FILES, a) ?? '';
  const records = next[file] ?? [];
  const at = records.length === 0 ? 0 : b % records.length;
  const record = records[at];
  if (how === 'set') {
    const [room = /$^/, key = '', values = []] = pick(VALUES, a) ?? [];
    const [fileSet = ''] = [
      pick(
        FILES.filter((each) => room.test(each)),
        b,
      ),
    ];
    const set = pick(next[fileSet] ?? [], c);
    if (typeof set === 'object') set[key] = pick(values, b + c);
  } else if (how === 'remove') records.splice(at, 1);
  else if (how === 'copy' && typeof record === 'object')
    records.push({ ...record, id: pick([...MEETINGS, ...IDS, '2022-07-01-copy'], c) });
  else if (how === 'move' && record !== undefined) {
    records.splice(at, 1);
    const [room = ''] = file.split('/');
    const into =
      pick(
        FILES.filter((each) => each.startsWith(room)),
        c,
      ) ?? file;
    next[into]?.splice(b % 3, 0, record);
  } else if (how === 'line') records.splice(at, 0, pick(['{', 'x', '', '{"id":1}', '# s1'], c) ?? '');
  else if (how === 'empty') next[file] = [];
  else if (how === 'ledger')
    next['statement-ids.txt'] =
      pick([['2022-03-30-talks s1'], ['2022-03-30-talks s1 -s2'], ['-'], []], c) ?? [];
  return next;
}

function textOf(file: string, records: Content[string]): string | undefined {
  const json = (record: Written | string) => (typeof record === 'string' ? record : JSON.stringify(record));
  if (file === 'statement-ids.txt') return records.length === 0 ? undefined : records.map(json).join('\n');
  if (file.endsWith('.jsonl')) return records.map((record) => `${json(record)}\n`).join('');
  if (file === 'dataset.yaml') return records.map(json).join('\n');
  if (!file.startsWith('meetings')) return `[${records.map(json).join(',\n')}]\n`;
  // The name of the file is the id.
  return records.length === 0
    ? undefined
    : records.map((each) => json(typeof each === 'string' ? each : { ...each, id: undefined })).join('\n');
}

/** Writes the files that differ from what an earlier call wrote, as an editor does. */
async function write(dir: string, content: Content, written = new Map<string, string | undefined>()) {
  for (const file of FILES) {
    const text = textOf(file, content[file] ?? []);
    if (written.has(file) && written.get(file) === text) continue;
    written.set(file, text);
    await mkdir(dirname(join(dir, file)), { recursive: true });
    if (text === undefined) await rm(join(dir, file), { force: true });
    else await writeFile(join(dir, file), text);
  }
}

function whole(corpus: Corpus, memory?: CompileMemory) {
  const { id, head, index, groups, rows } = compile(corpus, memory);
  return {
    ...{ id, head, index: Buffer.from(index).toString('base64'), groups: [...groups] },
    rows: [...groups.keys()].map((key) => rows(key)),
  };
}

describe('content that is read and compiled again after each edit', () => {
  it('gives, byte for byte, the same result as reading and compiling it for the first time, including problems', async () => {
    const met = { valid: 0, invalid: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(anEdit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const dir = await mkdtemp(join(tmpdir(), 'edits-'));
        try {
          const read = contentReader(dir);
          const memory = new CompileMemory();
          let content = BEGINNING;
          let valid = BEGINNING;
          const written = new Map<string, string | undefined>();
          for (const edit of [undefined, ...edits]) {
            if (edit?.how === 'undo') content = valid;
            else if (edit) content = edited(content, edit);
            await write(dir, content, written);
            const [again, anew] = [await read(), await readContent(dir)];
            expect(again).toEqual(anew);
            met[again.ok ? 'valid' : 'invalid'] += 1;
            if (!again.ok || !anew.ok) continue;
            valid = content;
            expect(whole(again.corpus, memory)).toEqual(whole(anew.corpus));
          }
        } finally {
          await rm(dir, { recursive: true, force: true });
        }
      }),
      { numRuns: 25 },
    );
    // Neither is rare.
    expect(met.valid).toBeGreaterThan(40);
    expect(met.invalid).toBeGreaterThan(25);
  }, 300_000);

  it('rebuilds only the pages that show something new', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'edits-'));
    try {
      const read = contentReader(dir);
      const memory = new CompileMemory();
      const pagesOf = async (content: Content) => {
        await write(dir, content);
        const outcome = await read();
        if (!outcome.ok) throw new Error(outcome.problems[0]?.found);
        const { page } = resolve(outcome.corpus, memory);
        return new Map(outcome.corpus.meetings.map((each) => [each.id, page(each)]));
      };
      const before = await pagesOf(BEGINNING);
      const content = structuredClone(BEGINNING);
      const [forum] = content['meetings/a.jsonl'] ?? [];
      if (typeof forum === 'object') forum.title = 'Another title';
      const after = await pagesOf(content);
      const made = [...after].filter(([id, page]) => before.get(id) !== page).map(([id]) => id);
      // The talks show the title of the forum that they were part of.
      expect(made).toEqual(['2022-03-30-forum', '2022-03-30-talks']);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('keeps at most three times as many words as are in use', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'edits-'));
    try {
      const read = contentReader(dir);
      const memory = new CompileMemory();
      const content = structuredClone(BEGINNING);
      const [forum] = content['meetings/a.jsonl'] ?? [];
      const sizes: number[] = [];
      for (let edit = 0; edit < 40; edit += 1) {
        const words = Array.from({ length: 10 }, (_, at) => `word${edit}x${at}`);
        if (typeof forum === 'object') forum.title = words.join(' ');
        await write(dir, content);
        const outcome = await read();
        if (!outcome.ok) throw new Error(outcome.problems[0]?.found);
        const { index } = compile(outcome.corpus, memory);
        expect(index).toEqual(compile(outcome.corpus).index);
        sizes.push(memory.words.terms.size);
      }
      const inUse = sizes[0] ?? 0;
      expect(inUse).toBeGreaterThan(20);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(3 * inUse);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
