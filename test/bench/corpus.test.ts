import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { makeCorpus } from './corpus.ts';
import { writeCorpus } from './write-corpus.ts';

const SIZE = 1_000;
let dir: string;
let corpus: Corpus;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'communique-made-'));
  await writeCorpus(dir, SIZE);
  const outcome = await readContent(dir);
  if (!outcome.ok) throw new Error(`the made-up corpus has ${outcome.problems.length} problems`);
  corpus = outcome.corpus;
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a generated corpus', () => {
  it('is valid content of the requested size', () => {
    expect(corpus.meetings).toHaveLength(SIZE);
  });

  it('is deterministic, and differs by size', () => {
    const first = (size: number) => makeCorpus(size).meetings().next().value;
    expect(first(SIZE)).toEqual(first(SIZE));
    expect(first(SIZE)).not.toEqual(first(SIZE + 1));
  });

  it('has a few states in most meetings and most states in a few', () => {
    const counts = new Map<string, number>();
    for (const { participants } of corpus.meetings)
      for (const { for: party = '' } of participants) counts.set(party, (counts.get(party) ?? 0) + 1);
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[0]).toBeGreaterThan(SIZE / 4);
    expect(sorted[100]).toBeLessThan(SIZE / 20);
  });

  it('has summits of about fifty parties', () => {
    const largest = Math.max(...corpus.meetings.map(({ participants }) => participants.length));
    expect(largest).toBeGreaterThanOrEqual(40);
    expect(largest).toBeLessThanOrEqual(50);
  });

  it('has topics seven levels deep', () => {
    const byId = new Map(corpus.topics.map((topic) => [topic.id, topic]));
    const depth = (id: string): number => 1 + Math.max(0, ...(byId.get(id)?.broader ?? []).map(depth));
    expect(Math.max(...corpus.topics.map(({ id }) => depth(id)))).toBe(7);
  });
});
