import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './machine.ts';
import { installed } from './peers/bundles.ts';
import type { QuestionCost, SearchCost } from './search-cost.ts';
import { fixed, formatTable, whole } from './table.ts';
import { writeCorpus } from './write-corpus.ts';

/** Measures search and analysis in a made-up corpus of so many meetings, beside its peers. */
export async function measureSearch(size: number, say: (line: string) => void): Promise<SearchCost> {
  const scratch = await mkdtemp(join(tmpdir(), 'communique-search-'));
  try {
    await installed();
    say(`${whole(size)} meetings: generating, indexing, searching …`);
    await writeCorpus(scratch, size);
    return await measure<SearchCost>(new URL('search-cost.ts', import.meta.url), [scratch], true);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The tables that the README of the bench shows. */
export function describeSearch(cost: SearchCost): string {
  const { meetings, bytes, compressed, buildMs, buildMemory, openMs } = cost;
  const size = formatTable(
    [`Index of ${whole(meetings)} meetings`, 'measured', 'goal'],
    [
      ['bytes a meeting', whole(bytes / meetings), '220'],
      ['bytes a meeting, compressed', whole(compressed / meetings), '100'],
      ['built in, s of CPU', fixed(buildMs / 1_000), '10'],
      ['built in, MB more', whole(buildMemory / 1e6), '250'],
      ['opened in, ms', fixed(openMs), '40'],
    ],
  );
  const row = ({ question, goal, cpu, p50, p95 }: QuestionCost) => [
    question,
    fixed(cpu, 2),
    fixed(p50, 2),
    fixed(p95, 2),
    goal === 0 ? '' : String(goal),
  ];
  const times = formatTable(
    ['Milliseconds on one CPU', 'CPU', 'p50', 'p95', 'goal for p50'],
    [...cost.questions, ...cost.peers].map(row),
  );
  return `${size}\n\n${times}`;
}
