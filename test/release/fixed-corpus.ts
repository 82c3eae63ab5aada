import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';

/**
 * Content that never changes, with a value in every key: what the code makes of it shows how the code has
 * changed.
 */
const FILES = {
  'dataset.yaml': 'title: "A \\"fixed\\" record"\nlicence: CC0-1.0\n',
  'participants/all.yaml': `- id: ussr
  kind: STATE
  name: Soviet Union
  country: SUHH
- id: russia
  kind: STATE
  name: Russia
  country: RU
  names: [{ name: Россия, language: ru }, { name: Russian Federation }]
  predecessors: [ussr]
  identifiers: { wikidata: Q159 }
- id: china
  kind: STATE
  name: China
  country: CN
- id: wang-yi
  kind: PERSON
  name: Wang Yi
  country: CN
  names: [{ name: 王毅, language: zh-Hans }]
- id: spokesperson
  kind: PERSON
  name: "=A spokesperson"
`,
  'topics/all.yaml': `- id: relations
  prefLabel: Relations
  altLabels: [ties, "bonds; and more"]
  description: How states get on.
  exactMatch: { wikidata: Q41710 }
- id: security
  prefLabel: Security
  broader: [relations]
`,
  'series/all.yaml': '- id: talks\n  name: Regular talks\n',
  'meetings/2022/2022-03-30-forum.yaml': `title: A forum, with a comma
form: MULTILATERAL
status: HELD
date: 2022-03-30/2022-03-31
participants: [{ who: china, role: HOST }]
readouts: [{ id: tass, publisher: TASS, language: en }]
`,
  'meetings/2022/2022-03-30-talks.yaml': `title: "\\"Talks\\" in Tunxi"
form: BILATERAL
status: HELD
date: 2022-03~
place: { city: Tunxi, region: Anhui, country: CN, venue: The hotel }
within: 2022-03-30-forum
series: { id: talks, ordinal: 9 }
visit: STATE
topics: [relations]
note: >-
  Two lines,
  one note.
participants:
  - { who: wang-yi, for: china, office: Foreign Minister, role: HOST }
  - { who: russia, role: GUEST, remote: true }
participantsKnown: PARTIAL
voices: [{ who: spokesperson, for: russia, office: Spokesperson }]
documents: [{ id: joint, title: Joint statement, kind: statement, url: "https://example.org/joint", signedBy: [china, russia] }]
readouts:
  - { id: first, by: china, kind: OFFICIAL, publisher: Ministry, provenance: Agency, title: Readout, url: "https://example.org/1", archivedUrl: "https://example.org/a", accessed: 2022-04-02, published: 2022-04-01, language: en, supersededBy: second }
  - { id: second, publisher: Ministry, language: ru, translationOf: first }
statements:
  - { id: s1, by: [wang-yi], to: [russia], mode: QUOTED, setting: PRESS, date: 2022-04-01, text: "-1 is a number.", quote: "@all: a \\"quote\\"", topics: [relations, security], stance: SUPPORTS, document: joint, cite: { readout: first, at: paragraph 3 } }
  - { id: s2, by: [spokesperson], mode: REPORTED, text: Plain., topics: [security], cite: { readout: second } }
`,
  'statement-ids.txt': '2022-03-30-talks s1 s2\n',
};

export async function fixedCorpus(): Promise<Corpus> {
  const folder = await mkdtemp(join(tmpdir(), 'communique-fixed-'));
  try {
    for (const [name, text] of Object.entries(FILES)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const outcome = await readContent(folder);
    if (!outcome.ok) throw new Error(`the fixed content has problems: ${JSON.stringify(outcome.problems)}`);
    return outcome.corpus;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
