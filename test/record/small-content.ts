import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProblem, type Outcome, readContent } from '../../schema/record/content.ts';

/** Texts (or bytes) of files by their path in the content folder; undefined leaves a file out. */
export type Files = Record<string, string | Uint8Array | undefined>;

export const TALKS = 'meetings/2022/2022-03-30-talks.yaml';
export const FORUM = 'meetings/2022/2022-03-30-forum.yaml';
export const PARTICIPANTS = 'participants/all.yaml';
export const TOPICS = 'topics/all.yaml';

/** The least content in which every kind of reference occurs. */
export const small = {
  'dataset.yaml': 'title: A small record\nlicence: CC0-1.0\n',
  [PARTICIPANTS]: `- id: china
  kind: STATE
  name: China
  country: CN
  identifiers: { wikidata: Q148 }
- id: russia
  kind: STATE
  name: Russia
- id: wang-yi
  kind: PERSON
  name: Wang Yi
  names:
    - { name: 王毅, language: zh-Hans }
- id: sergey-lavrov
  kind: PERSON
  name: Sergey Lavrov
- id: dmitry-peskov
  kind: PERSON
  name: Dmitry Peskov
`,
  [TOPICS]: `- id: relations
  prefLabel: Relations
- id: security
  prefLabel: Security
  broader: [relations]
`,
  [FORUM]: `title: A forum
form: MULTILATERAL
status: HELD
date: 2022-03-30/2022-03-31
participants:
  - { who: china, role: HOST }
readouts:
  - { id: tass, publisher: TASS, language: en }
`,
  [TALKS]: `title: Wang Yi and Sergey Lavrov hold talks
form: BILATERAL
status: HELD
date: 2022-03-30
place: { city: Tunxi, country: CN }
within: 2022-03-30-forum
participants:
  - { who: wang-yi, for: china, office: Foreign Minister, role: HOST }
  - { who: sergey-lavrov, for: russia, role: GUEST }
voices:
  - { who: dmitry-peskov, for: russia }
readouts:
  - { id: xinhua, by: china, publisher: Xinhua, url: https://example.org/a, published: 2022-03-30, language: en }
statements:
  - by: [wang-yi]
    to: [sergey-lavrov]
    mode: REPORTED
    text: Wang spoke of security.
    topics: [security]
    stance: SUPPORTS
    cite: { readout: xinhua, at: paragraph 3 }
    id: s1
`,
} satisfies Files;

/** The small content with one passage of one file replaced. */
export function changed(file: keyof typeof small, from: string, to: string): Files {
  if (!small[file].includes(from)) throw new Error(`${file} does not contain ${from}`);
  return { ...small, [file]: small[file].replace(from, () => to) };
}

/** Writes content into an empty folder. */
export async function writeContent(files: Files, dir: string): Promise<void> {
  for (const room of ['meetings', 'participants', 'topics']) await mkdir(join(dir, room));
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) continue;
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  }
}

/** Writes a content folder that is removed afterwards, and hands it to `use`. */
export async function withContent<T>(files: Files, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'content-'));
  try {
    await writeContent(files, dir);
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export function outcomeOf(files: Files): Promise<Outcome> {
  return withContent(files, readContent);
}

/** The problems of a content folder as printed, with paths from that folder. */
export function problemsIn(files: Files): Promise<string[]> {
  return withContent(files, async (dir) => {
    const outcome = await readContent(dir);
    const strip = dir.replaceAll('\\', '/');
    return outcome.ok
      ? []
      : outcome.problems.map((problem) => formatProblem(problem).replaceAll(`${strip}/`, ''));
  });
}
