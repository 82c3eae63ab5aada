import { readFile } from 'node:fs/promises';
import { argv, stdout } from 'node:process';
import { openAnalysis } from '../../schema/release/index/analysis.ts';
import { FACET_FIELDS } from '../../schema/release/index/facet-fields.ts';
import { parseQuery } from '../../schema/release/index/query.ts';
import { snippetOf } from '../../schema/release/index/snippet.ts';
import { createRandom } from './random.ts';
import { type QuestionCost, timed, timedInTurn } from './timed.ts';

// Asks an index all kinds of questions, in a process that holds nothing but the index, as the function does:
// beside a corpus in memory every full collection of V8 would take a second.

/** What the records have to ask for. */
export interface Vocabulary {
  /** Words that few and that many statements have. */
  readonly rare: readonly string[];
  readonly common: readonly string[];
  /** Some texts of statements. */
  readonly texts: readonly string[];
  /** Ids. */
  readonly states: readonly string[];
  readonly topics: readonly string[];
}

export interface QuestionCosts {
  readonly openMs: number;
  readonly questions: readonly QuestionCost[];
}

const [indexFile = '', vocabularyFile = ''] = argv.slice(2);
const { rare, common, texts, states, topics } = JSON.parse(
  await readFile(vocabularyFile, 'utf8'),
) as Vocabulary;
const bytes = await readFile(indexFile);
const opening = performance.now();
const index = openAnalysis(bytes);
const openMs = performance.now() - opening;
const costs: QuestionCosts = { openMs, questions: questions() };
stdout.write(JSON.stringify(costs));

function questions(): QuestionCost[] {
  const random = createRandom(14);
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)] as T;
  const found = (query: string, conditions = {}) => index.search(parseQuery(query)).within(conditions);
  const page = (query: string, conditions = {}) => found(query, conditions).page('DATE_DESC', 20, undefined);
  const phrase = () => {
    const text = pick(texts).split(' ');
    const at = 3 + random.below(Math.max(text.length - 6, 1));
    return `"${text
      .slice(at, at + 2)
      .join(' ')
      .replaceAll(/[".*]/g, '')}"`;
  };
  const year = () => {
    const from = 1990 + random.below(30);
    return { from: `${from}-01-01`, to: `${from}-12-31` };
  };
  const network = { kind: 'STATE', minMeetings: 1, isShared: true } as const;
  const persons = { ...network, kind: 'PERSON' } as const;
  const matched = index.search(parseQuery('said OR meet'));
  const all = matched.within({});
  const first = () => all.page('DATE_DESC', 20, undefined);
  const deep = Array.from({ length: 49 }).reduce<string | undefined>(
    (after) => all.page('DATE_DESC', 20, after).entries.at(-1)?.at,
    undefined,
  );
  const [firstPage, deepPage] = timedInTurn(first, () => all.page('DATE_DESC', 20, deep));
  const query = parseQuery(pick(common));
  return [
    timed('rare word', 1, () => page(pick(rare))),
    timed('common word', 2, () => page(pick(common))),
    timed('two words', 3, () => page(`${pick(common)} ${pick(common)}`)),
    timed('prefix', 15, () => page(`${pick(common).slice(0, 3)}*`)),
    timed('phrase', 30, () => page(phrase())),
    timed('common word, filtered', 10, () =>
      page(pick(common), { country: 'CN', topic: pick(topics), days: year() }),
    ),
    timed('relevance, all hits', 6, () => found('said').page('RELEVANCE', 20, undefined)),
    { question: 'page 1 of all', goal: 0, ...firstPage },
    { question: 'page 50', goal: 0, ...deepPage },
    {
      question: 'page 50 / page 1',
      goal: 1.2,
      p50: deepPage.p50 / firstPage.p50,
      p95: deepPage.p95 / firstPage.p95,
    },
    timed('nine facets, all hits', 15, () => {
      const search = matched.within({});
      for (const field of FACET_FIELDS) search.facet(field, 100);
    }),
    timed(
      'total, three filters',
      20,
      () => index.meetings({ members: [pick(states)], topic: pick(topics), forms: ['BILATERAL'] }).total,
    ),
    timed('network of a year', 5, () => index.network({ ...network, days: year() }, 200)),
    timed('network of all time', 50, () => index.network(network, 200)),
    timed('network of a year, of persons', 5, () => index.network({ ...persons, days: year() }, 200)),
    timed('network of all time, of persons', 50, () => index.network(persons, 200)),
    timed('counterparts', 5, () => index.counterparts(pick(states), 20)),
    timed('timeline by quarters', 10, () =>
      index.timeline({ topic: pick(topics), interval: 'QUARTER', isByParty: false }, 1_200),
    ),
    timed('twenty snippets', 2, () => {
      for (let each = 0; each < 20; each += 1) snippetOf(pick(texts), query);
    }),
  ];
}
