import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';

/** One element of a file, with its children as text and nothing interpreted. */
export interface XmlRecord {
  readonly file: string;
  /** Line on which the element begins. */
  readonly line: number;
  /** The text of a child, with whitespace collapsed; empty if there is none. */
  field(name: string): string;
  /** An attribute of the element or, with `child`, of that child; empty if there is none. */
  attribute(name: string, child?: string): string;
}

/**
 * The elements of one name in all files of a folder, in the order of its files and within them. Rejects with
 * file, line and column if one is not well-formed XML.
 */
export async function xmlRecords(dir: string, element: string): Promise<XmlRecord[]> {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.xml')).sort();
  const records: XmlRecord[] = [];
  for (const file of files)
    records.push(...recordsIn(file, await readFile(join(dir, file), 'utf8'), element));
  return records;
}

/** The elements of one name in a file; `file` names it in reports and errors. */
export function recordsIn(file: string, xml: string, element: string): XmlRecord[] {
  const records: XmlRecord[] = [];
  const parser = new SaxesParser({ xmlns: false, fileName: file, position: true });
  let fields = new Map<string, string>();
  let attributes = new Map<string, Readonly<Record<string, string>>>();
  let line = 1;
  let text = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes: given }) => {
    text = '';
    if (name === element) {
      fields = new Map();
      attributes = new Map();
      line = parser.line;
    }
    attributes.set(name, given);
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name === element) records.push(recordOf(file, line, element, fields, attributes));
    else fields.set(name, text.replace(/\s+/g, ' ').trim());
    text = '';
  });
  parser.write(xml).close();
  return records;
}

const recordOf = (
  file: string,
  line: number,
  element: string,
  fields: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, Readonly<Record<string, string>>>,
): XmlRecord => ({
  file,
  line,
  field: (name) => fields.get(name) ?? '',
  attribute: (name, child = element) => attributes.get(child)?.[name] ?? '',
});
