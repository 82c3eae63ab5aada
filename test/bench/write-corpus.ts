import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCorpus } from './corpus.ts';

/** Writes a made-up corpus of so many meetings as a content folder, in JSON Lines. */
export async function writeCorpus(dir: string, size: number): Promise<void> {
  const { participants, topics, meetings } = makeCorpus(size);
  for (const room of ['meetings', 'participants', 'topics'])
    await mkdir(join(dir, room), { recursive: true });
  await writeFile(join(dir, 'dataset.yaml'), `title: ${size} made-up meetings\nlicence: CC0-1.0\n`);
  await writeLines(join(dir, 'participants', 'made.jsonl'), participants);
  await writeLines(join(dir, 'topics', 'made.jsonl'), topics);
  await writeLines(join(dir, 'meetings', 'made.jsonl'), meetings());
}

async function writeLines(file: string, records: Iterable<unknown>): Promise<void> {
  const out = createWriteStream(file);
  for (const record of records) if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}
