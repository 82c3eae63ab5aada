import { writeFile } from 'node:fs/promises';
import { argv, cpuUsage, resourceUsage, stdout } from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { buildIndex } from '../../schema/release/index/build.ts';
import { resolve } from '../../schema/release/resolve.ts';
import { createRandom } from './random.ts';
import type { Vocabulary } from './search-questions.ts';
import { type QuestionCost, timed } from './timed.ts';

/**
 * What making the index of one content folder takes, and what its peers do, in a process of its own on one
 * CPU. Leaves the index and what can be asked of it in files.
 */
export interface SearchCost {
  readonly meetings: number;
  readonly statements: number;
  readonly bytes: number;
  readonly compressed: number;
  /** Milliseconds of CPU of making the index, after the corpus is resolved. */
  readonly buildMs: number;
  /** Memory of the process above what it had with the corpus resolved. */
  readonly buildMemory: number;
  readonly peers: readonly QuestionCost[];
}

/** Peers that take a second a question are asked less often. */
const SLOW_ROUNDS = 3;

const [dir = '', indexFile = '', vocabularyFile = ''] = argv.slice(2);
const cpu = () => cpuUsage().user / 1_000 + cpuUsage().system / 1_000;
const outcome = await readContent(dir);
if (!outcome.ok) throw new Error(`${dir} is not valid`);
const { corpus } = outcome;
const resolved = resolve(corpus);
const before = resourceUsage().maxRSS * 1_024;
const begun = cpu();
const bytes = buildIndex(resolved);
const buildMs = cpu() - begun;
const buildMemory = resourceUsage().maxRSS * 1_024 - before;
const words = vocabularyOf(corpus);
await writeFile(indexFile, bytes);
await writeFile(vocabularyFile, JSON.stringify(words));

const cost: SearchCost = {
  meetings: corpus.meetings.length,
  statements: corpus.meetings.reduce((sum, { statements }) => sum + statements.length, 0),
  bytes: bytes.byteLength,
  compressed: zstdCompressSync(bytes).byteLength,
  buildMs,
  buildMemory,
  peers: [...fullText(corpus), ...everyPage(corpus), ...(await miniSearch(corpus))],
};
stdout.write(JSON.stringify(cost));

function vocabularyOf({ meetings, participants, topics }: Corpus): Vocabulary {
  const counts = new Map<string, number>();
  const texts = meetings.flatMap(({ statements }) => statements.map(({ text }) => text));
  for (const text of texts) {
    for (const word of new Set(text.toLowerCase().match(/[a-z]+/g)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  return {
    rare: sorted.slice(0, 500),
    common: sorted.slice(-40, -2),
    texts: texts.filter((_, place) => place % 20 === 0),
    states: participants.filter(({ kind }) => kind === 'STATE').map(({ id }) => id),
    topics: topics.map(({ id }) => id),
  };
}

/** SQLite's own full text index over the same texts, with the words alone: no names, no filters. */
function fullText({ meetings }: Corpus): QuestionCost[] {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE VIRTUAL TABLE said USING fts5(text)');
  const insert = database.prepare('INSERT INTO said (text) VALUES (?)');
  database.exec('BEGIN');
  for (const { title, statements } of meetings) {
    insert.run(title);
    for (const { text } of statements) insert.run(text);
  }
  database.exec('COMMIT');
  const page = database.prepare('SELECT rowid FROM said WHERE said MATCH ? ORDER BY rowid DESC LIMIT 20');
  const count = database.prepare('SELECT count(*) FROM said WHERE said MATCH ?');
  const random = createRandom(14);
  const pick = (values: readonly string[]) => values[random.below(values.length)] ?? '';
  const ask = (query: string) => [page.all(query), count.get(query)];
  return [
    timed('FTS5: rare word, page and total', 0, () => ask(pick(words.rare))),
    timed('FTS5: common word, page and total', 0, () => ask(pick(words.common))),
    timed('FTS5: two words, page and total', 0, () => ask(`${pick(words.common)} ${pick(words.common)}`)),
    timed('FTS5: relevance, all hits', 0, () =>
      database.prepare('SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT 20').all('said'),
    ),
  ];
}

/** What a client does without a search: it has fetched every page, and looks through the texts. */
function everyPage({ meetings }: Corpus): QuestionCost[] {
  const random = createRandom(14);
  const pick = (values: readonly string[]) => values[random.below(values.length)] ?? '';
  const texts = meetings.flatMap(({ title, statements }) => [title, ...statements.map(({ text }) => text)]);
  return [
    timed(
      'every page fetched before, then filtered',
      0,
      () => {
        const word = pick(words.common);
        return texts.filter((text) => text.toLowerCase().includes(word)).length;
      },
      SLOW_ROUNDS,
    ),
  ];
}

interface MiniSearchLike {
  addAll(documents: readonly { id: number; text: string }[]): void;
  search(query: string): unknown[];
}

/** MiniSearch from the packages of the peers; nothing where they are not installed. */
async function miniSearch({ meetings }: Corpus): Promise<QuestionCost[]> {
  const module = new URL('./peers/node_modules/minisearch/dist/es/index.js', import.meta.url).href;
  const loaded = (await import(module).catch(() => undefined)) as
    | { default: new (options: object) => MiniSearchLike }
    | undefined;
  if (!loaded) return [];
  const index = new loaded.default({ fields: ['text'] });
  const texts = meetings.flatMap(({ title, statements }) => [title, ...statements.map(({ text }) => text)]);
  index.addAll(texts.map((text, id) => ({ id, text })));
  const random = createRandom(14);
  const pick = (values: readonly string[]) => values[random.below(values.length)] ?? '';
  return [
    timed('MiniSearch: rare word', 0, () => index.search(pick(words.rare))),
    timed('MiniSearch: common word', 0, () => index.search(pick(words.common)), SLOW_ROUNDS),
  ];
}
