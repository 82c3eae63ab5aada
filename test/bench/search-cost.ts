import process, { argv, cpuUsage, resourceUsage, stdout } from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { type Analysis, openAnalysis } from '../../schema/release/index/analysis.ts';
import { buildIndex } from '../../schema/release/index/build.ts';
import { FACET_FIELDS } from '../../schema/release/index/facet.ts';
import { parseQuery } from '../../schema/release/index/query.ts';
import { snippetOf } from '../../schema/release/index/snippet.ts';
import { resolve } from '../../schema/release/resolve.ts';
import { createRandom } from './random.ts';
import { percentile } from './table.ts';

/** What searching one content folder takes, in a process of its own on one CPU. Times are in milliseconds. */
export interface SearchCost {
  readonly meetings: number;
  readonly statements: number;
  readonly bytes: number;
  readonly compressed: number;
  /** CPU of making the index, after the corpus is resolved. */
  readonly buildMs: number;
  /** Memory of the process above what it had with the corpus resolved. */
  readonly buildMemory: number;
  readonly openMs: number;
  readonly questions: readonly QuestionCost[];
  readonly peers: readonly QuestionCost[];
}

export interface QuestionCost {
  readonly question: string;
  /** The goal at 100,000 meetings; of a ratio without a unit. */
  readonly goal: number;
  /** CPU of the thread, on average: what else the machine does hardly shows. */
  readonly cpu: number;
  readonly p50: number;
  readonly p95: number;
}

const ROUNDS = 60;
/** Peers that take a second a question are asked less often. */
const SLOW_ROUNDS = 3;

const [dir = ''] = argv.slice(2);
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
const opening = performance.now();
const analysis = openAnalysis(bytes);
const openMs = performance.now() - opening;

const words = wordsOf(corpus);
const cost: SearchCost = {
  meetings: corpus.meetings.length,
  statements: corpus.meetings.reduce((sum, { statements }) => sum + statements.length, 0),
  bytes: bytes.byteLength,
  compressed: zstdCompressSync(bytes).byteLength,
  buildMs,
  buildMemory,
  openMs,
  questions: questionsOf(analysis),
  peers: [...fullText(corpus), ...everyPage(corpus), ...(await miniSearch(corpus))],
};
stdout.write(JSON.stringify(cost));

/** Words by how many statements have them. */
function wordsOf({ meetings }: Corpus): { rare: string[]; common: string[]; texts: string[] } {
  const counts = new Map<string, number>();
  const texts = meetings.flatMap(({ statements }) => statements.map(({ text }) => text));
  for (const text of texts) {
    for (const word of new Set(text.toLowerCase().match(/[a-z]+/g)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  return { rare: sorted.slice(0, 500), common: sorted.slice(-40, -2), texts };
}

function questionsOf(index: Analysis): QuestionCost[] {
  const random = createRandom(14);
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  const found = (query: string, conditions = {}) => index.search(parseQuery(query)).within(conditions);
  const page = (query: string, conditions = {}) => found(query, conditions).page('DATE_DESC', 20, undefined);
  const phrase = () => {
    const text = pick(words.texts).split(' ');
    const at = 3 + random.below(Math.max(text.length - 6, 1));
    return `"${text
      .slice(at, at + 2)
      .join(' ')
      .replaceAll(/[".*]/g, '')}"`;
  };
  const states = corpus.participants.filter(({ kind }) => kind === 'STATE').map(({ id }) => id);
  const topics = corpus.topics.map(({ id }) => id);
  const year = () => {
    const from = 1990 + random.below(30);
    return { from: `${from}-01-01`, to: `${from}-12-31` };
  };
  const network = { kind: 'STATE', minMeetings: 1, isShared: true } as const;
  const all = found('said OR meet');
  const first = () => all.page('DATE_DESC', 20, undefined);
  const deep = Array.from({ length: 49 }).reduce<string | undefined>(
    (after) => all.page('DATE_DESC', 20, after).entries.at(-1)?.at,
    undefined,
  );
  const firstPage = timed('page 1 of all', 0, first);
  const deepPage = timed('page 50', 0, () => all.page('DATE_DESC', 20, deep));
  const query = parseQuery(pick(words.common));
  return [
    timed('rare word', 1, () => page(pick(words.rare))),
    timed('common word', 2, () => page(pick(words.common))),
    timed('two words', 3, () => page(`${pick(words.common)} ${pick(words.common)}`)),
    timed('prefix', 15, () => page(`${pick(words.common).slice(0, 3)}*`)),
    timed('phrase', 30, () => page(phrase())),
    timed('common word, filtered', 10, () =>
      page(pick(words.common), { country: 'CN', topic: pick(topics), days: year() }),
    ),
    timed('relevance, all hits', 6, () => found('said').page('RELEVANCE', 20, undefined)),
    firstPage,
    deepPage,
    {
      question: 'page 50 / page 1',
      goal: 1.2,
      cpu: deepPage.cpu / firstPage.cpu,
      p50: deepPage.p50 / firstPage.p50,
      p95: deepPage.p95 / firstPage.p95,
    },
    timed('nine facets, all hits', 15, () => {
      for (const field of FACET_FIELDS) all.facet(field, 100);
    }),
    timed(
      'total, three filters',
      20,
      () => index.meetings({ members: [pick(states)], topic: pick(topics), forms: ['BILATERAL'] }).total,
    ),
    timed('network of a year', 5, () => index.network({ ...network, days: year() }, 200)),
    timed('network of all time', 50, () => index.network(network, 200)),
    timed('counterparts', 5, () => index.counterparts(pick(states), 20)),
    timed('timeline by quarters', 10, () =>
      index.timeline({ topic: pick(topics), interval: 'QUARTER', isByParty: false }, 1_200),
    ),
    timed('twenty snippets', 2, () => {
      for (let each = 0; each < 20; each += 1) snippetOf(pick(words.texts), query);
    }),
  ];
}

function timed(question: string, goal: number, ask: () => unknown, rounds = ROUNDS): QuestionCost {
  for (let round = 0; round < Math.min(rounds, 10); round += 1) ask();
  const begun = process.threadCpuUsage();
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now();
    ask();
    return performance.now() - from;
  });
  const { user, system } = process.threadCpuUsage(begun);
  const cpu = (user + system) / 1_000 / rounds;
  return { question, goal, cpu, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
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
