import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import { curatedCorpus } from '../support/curated.ts';
import { type Embedded, embedded } from '../support/embedded.ts';
import { ask } from '../support/table.ts';

/** As many meetings as a page may hold, each with a word in a place of its own that is not at hand. */
const MEETINGS = 100;
const ACCOUNTS = 6;

let record: Embedded;
beforeAll(async () => {
  record = await embedded(await corpusOfAccounts());
});
afterAll(() => record?.close());

async function corpusOfAccounts(): Promise<Corpus> {
  const curated = await curatedCorpus();
  const [model] = curated.meetings.filter(({ readouts }) => readouts.length > 0);
  const [readout] = model?.readouts ?? [];
  if (!model || !readout) throw new Error('the curated records have no meeting with an account');
  const meetings = Array.from({ length: MEETINGS }, (_, index) => ({
    ...{ ...model, id: `${model.id}-${index}`, title: `Meeting ${index}`, statements: [], documents: [] },
    note: 'A note with a marmoset.',
    participants: model.participants.map((each) => ({ ...each, office: 'Keeper of the Ocelot' })),
    readouts: Array.from({ length: ACCOUNTS }, (_, at) => ({
      ...{ ...readout, id: `r${at}`, title: at === ACCOUNTS - 1 ? 'An account of a capybara' : 'An account' },
    })),
  }));
  return { ...curated, meetings };
}

test.each([
  ['an office', 'ocelot', 0],
  ['a note', 'marmoset', 14],
  ['the title of an account', 'capybara', 14],
  ['a title', 'meeting', MEETINGS],
])('a page of snippets whose match is in %s stays within its budget', async (_where, word, marked) => {
  const source = `{ search(query: "${word}", first: ${MEETINGS}) { totalCount edges { snippet } } }`;
  const { data, errors, meter } = await ask(record.store, source);
  expect(errors).toBeUndefined();
  const search = data?.search as { totalCount: number; edges: { snippet: string }[] };
  expect(search.totalCount).toBe(MEETINGS);
  const found = search.edges.filter(({ snippet }) => snippet.includes('⟦'));
  expect(found).toHaveLength(marked);
  for (const { snippet } of search.edges) expect(snippet.length).toBeGreaterThan(5);
  // The page itself is a hundred rows.
  expect(meter.rows).toBeLessThanOrEqual(2 * MEETINGS + 10);
  expect(meter.readUnits).toBeLessThan(130);
});
