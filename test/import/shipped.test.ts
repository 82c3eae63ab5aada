import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { readTrips } from '../../infra/import/hsg-travels/read-trips.ts';
import { readVisits } from '../../infra/import/hsg-visits/read-visits.ts';
import { knownContent } from '../../infra/import/known-content.ts';
import { filesOf } from '../../infra/import/output-files.ts';
import { sentencesOf } from '../../infra/import/sentences.ts';
import type { Import } from '../../infra/import/source.ts';
import { SOURCES, sourcesBefore } from '../../infra/import/sources.ts';
import { describeWhere } from '../support/describe-where.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DATA = at('../../../shared/data');
const CONTENT = at('../../content');

/** What each source has: records, how many of them may stay undecided, and its own sentences. */
const WHOLE = {
  'hsg-visits': {
    records: 3_264,
    undecided: 10,
    texts: async (dir: string) => (await readVisits(dir)).map(({ description }) => description),
  },
  'hsg-travels': {
    records: 4_271,
    undecided: 65,
    texts: async (dir: string) => (await readTrips(dir)).map(({ remarks }) => remarks),
  },
};

for (const source of SOURCES) {
  const dir = `${DATA}/${source.name}`;
  const missing = existsSync(dir) ? undefined : `the data files of ${source.name} are not in ${dir}`;

  describeWhere(missing, `the whole of ${source.name}`, () => {
    const { records, undecided, texts } = WHOLE[source.name as keyof typeof WHOLE];
    let made: Import;
    // The whole takes seconds, and on a busy machine many.
    beforeAll(async () => {
      made = await source.read(dir, await knownContent(CONTENT, sourcesBefore(source)));
    }, 600_000);

    it('is accounted for, record by record', () => {
      const { read, written, reports, asides } = made;
      expect(read).toBe(records);
      expect(written + reports.length + asides.length).toBe(read);
      expect(reports.length).toBeLessThan(undecided);
    });

    it('gives the files that are in the content folder, to the byte', async () => {
      for (const { path, text } of filesOf(source, made))
        expect(await readFile(`${CONTENT}/${path}`, 'utf8')).toBe(text);
    });

    it('leaves none of its sentences in them', async () => {
      const text = filesOf(source, made)
        .map((file) => file.text)
        .join('');
      // Lists of places are facts; what has a verb is a sentence.
      const sentences = (await texts(dir))
        .flatMap(sentencesOf)
        .filter((sentence) => sentence.split(' ').length > 3 && /\b[A-Za-z]+ed\b|\b[Mm]et\b/.test(sentence));
      expect(sentences.length).toBeGreaterThan(1_000);
      // The whole text is searched only for sentences whose beginning stands in it.
      const words = text.split(/[\s"]+/);
      const beginnings = new Set(words.map((_, at) => words.slice(at, at + 3).join(' ')));
      const suspects = sentences.filter((sentence) =>
        beginnings.has(
          sentence
            .split(/[\s"]+/)
            .slice(0, 3)
            .join(' '),
        ),
      );
      expect(suspects.filter((sentence) => text.includes(sentence))).toEqual([]);
    });
  });
}
