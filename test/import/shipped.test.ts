import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hsgVisits } from '../../infra/import/hsg-visits/hsg-visits.ts';
import { readVisits } from '../../infra/import/hsg-visits/read-visits.ts';
import { knownParticipants } from '../../infra/import/known-participants.ts';
import { filesOf } from '../../infra/import/output-files.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DATA = at('../../../shared/data/hsg-visits');
const CONTENT = at('../../content');
const isHere = existsSync(DATA);
if (!isHere) console.warn(`skipped: the data files of hsg-visits are not in ${DATA}`);

describe.skipIf(!isHere)('the whole of the source', () => {
  const imported = async () => hsgVisits.read(DATA, await knownParticipants(CONTENT));

  it('is accounted for, record by record', async () => {
    const { read, written, reports } = await imported();
    expect(read).toBe(3_264);
    expect(written + reports.length).toBe(read);
    expect(reports.length).toBeLessThan(10);
  });

  it('gives the files that are in the content folder, to the byte', async () => {
    const files = filesOf(hsgVisits, await imported());
    for (const { path, text } of files) expect(await readFile(`${CONTENT}/${path}`, 'utf8')).toBe(text);
  });

  it('leaves none of its sentences in them', async () => {
    const text = filesOf(hsgVisits, await imported())
      .map((file) => file.text)
      .join('');
    const sentences = (await readVisits(DATA))
      .flatMap(({ description }) => description.split(/(?<=\.)\s/))
      .filter((sentence) => sentence.split(' ').length > 3);
    expect(sentences.length).toBeGreaterThan(1_000);
    expect(sentences.filter((sentence) => text.includes(sentence))).toEqual([]);
  });
});
