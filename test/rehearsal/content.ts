import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One meeting of the shipped content that no other record refers to. */
export const MEETING = '2023-11-15-us-china-woodside';
const FILE = join('meetings', '2023', `${MEETING}.yaml`);

const change = async (file: string, pattern: RegExp, by: string): Promise<void> => {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(pattern, by));
};

/** An editor's usual day: one title. */
export const editOneTitle = (content: string): Promise<void> =>
  change(join(content, FILE), /^title: .*$/m, 'title: Joe Biden and Xi Jinping meet in Woodside');

/** A slip of the keyboard. */
export const misspellForm = (content: string): Promise<void> =>
  change(join(content, FILE), /^form: BILATERAL$/m, 'form: BILATERALL');
export const mendForm = (content: string): Promise<void> =>
  change(join(content, FILE), /^form: BILATERALL$/m, 'form: BILATERAL');

/** A change that reaches nearly every group: participants and topics are named in all of them. */
export async function renameEverybody(content: string): Promise<void> {
  for (const folder of ['participants', 'topics']) {
    for (const name of await readdir(join(content, folder))) {
      await change(
        join(content, folder, name),
        /^( {2}(?:name|prefLabel): [^"'\n]*[^"'\s])$/gm,
        '$1 (renamed)',
      );
    }
  }
}
