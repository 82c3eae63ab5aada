import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ColdSearch, measureColdSearch } from './cold-search.ts';
import { measure } from './machine.ts';
import { installed } from './peers/bundles.ts';
import type { SearchCost } from './search-cost.ts';
import type { QuestionCosts } from './search-questions.ts';
import { fixed, formatTable, whole } from './table.ts';
import type { QuestionCost } from './timed.ts';
import { writeCorpus } from './write-corpus.ts';

export interface SearchCosts extends SearchCost, QuestionCosts {
  readonly cold: readonly ColdSearch[];
}

/** Measures search and analysis in a made-up corpus of so many meetings, beside its peers. */
export async function measureSearch(size: number, say: (line: string) => void): Promise<SearchCosts> {
  const scratch = await mkdtemp(join(tmpdir(), 'communique-search-'));
  try {
    await installed();
    say(`${whole(size)} meetings: generating, indexing, searching …`);
    const content = join(scratch, 'content');
    const files = [join(scratch, 'made.index'), join(scratch, 'vocabulary.json')];
    await writeCorpus(content, size);
    const script = (name: string) => new URL(name, import.meta.url);
    const cost = await measure<SearchCost>(script('search-cost.ts'), [content, ...files], true);
    const asked = await measure<QuestionCosts>(script('search-questions.ts'), files, true);
    say('First searches of new processes …');
    return { ...cost, ...asked, cold: await measureColdSearch(scratch, files[0] ?? '') };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The tables that the README of the bench shows. */
export function describeSearch(cost: SearchCosts): string {
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
  const row = ({ question, goal, p50, p95 }: QuestionCost) => [
    question,
    fixed(p50, 2),
    fixed(p95, 2),
    goal === 0 ? '' : String(goal),
  ];
  const times = formatTable(
    ['Milliseconds of CPU', 'p50', 'p95', 'goal for p50'],
    [...cost.questions, ...cost.peers].map(row),
  );
  const cold = formatTable(
    ['First search of a new process', 'ms', 'ms of CPU', 'goal'],
    cost.cold.map(({ name, ms, cpu, goal }) => [name, fixed(ms), fixed(cpu), String(goal)]),
  );
  return `${size}\n\n${times}\n\n${cold}`;
}
