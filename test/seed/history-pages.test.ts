import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Corpus } from '../../schema/record/corpus.ts';
import { compile } from '../../schema/release/release.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { memoryEngine } from '../support/memory-engine.ts';
import { ask, CURSOR_KEY, keepIndex } from '../support/table.ts';
import { type Change, differing } from './differing.ts';
import { before, participant } from './editions.ts';
import { LONG, type Stage, stageOn } from './stage.ts';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

describe('what changed between releases', () => {
  const engine = memoryEngine();
  afterAll(() => engine.stop());
  const storeOf = ({ table }: Stage) =>
    openStore({ wire: engine.wire, table, cursorKey: CURSOR_KEY, readTime: 600_000 });

  test('is exact for any editions, in pages of any size, forwards and backwards', async () => {
    const drawn = fc.record({
      steps: fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 12, maxLength: 12 }), {
        minLength: 2,
        maxLength: 5,
      }),
      size: fc.integer({ min: 1, max: 7 }),
      since: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(drawn, async ({ steps, size, since }) => {
        const corporaOf = steps.map(withParticipants);
        const compiled = corporaOf.map((corpus) => compile(corpus));
        const stage = await stageOn(engine);
        for (const each of compiled) {
          keepIndex(each);
          await stage.seed(each);
          stage.clock.pass(LONG);
        }
        const at = since % compiled.length;
        const [from, to] = [corporaOf[at] as Corpus, corporaOf.at(-1) as Corpus];
        const id = compiled[at]?.id ?? '';
        for (const backwards of [false, true]) {
          expect(await paged(storeOf(stage), id, size, backwards)).toEqual(differing(from, to));
        }
      }),
      { numRuns: 8 },
    );
  });
});

/** The first edition with participants: at each place none, one, or the same with another name. */
function withParticipants(kinds: readonly number[]): Corpus {
  const more = kinds.flatMap((kind, index) =>
    kind === 0 ? [] : [participant(`p${index}`, 'PERSON', `Person ${index} ${kind}`)],
  );
  return {
    ...before,
    participants: [...before.participants, ...more].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** All changes since a release, page by page; the total must be that of the pages. */
async function paged(store: Store, since: string, size: number, backwards: boolean): Promise<string[]> {
  const query = `query ($since: ID!, $size: Int, $at: String) {
    changes(since: $since, ${backwards ? 'last: $size, before: $at' : 'first: $size, after: $at'}) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { kind type slug }
    }
  }`;
  const found: string[] = [];
  let at: string | null = null;
  let isMore = true;
  while (isMore) {
    const { data, errors } = await ask(store, query, { since, size, at });
    expect(errors).toBeUndefined();
    const { changes: page } = data as {
      changes: { totalCount: number; nodes: Change[]; pageInfo: PageInfo };
    };
    const list = page.nodes.map(({ kind, type, slug }) => `${kind} ${type}:${slug}`);
    if (backwards) found.unshift(...list);
    else found.push(...list);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    isMore = backwards ? hasPreviousPage : hasNextPage;
    at = backwards ? startCursor : endCursor;
    if (!isMore) expect(found).toHaveLength(page.totalCount);
  }
  return found;
}
