import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import type { Visit } from './visit.ts';

/** The visits of a folder, in the order of its files and within them. Rejects with file, line and column when one is not well-formed XML. */
export async function readVisits(dir: string): Promise<Visit[]> {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.xml')).sort();
  const visits: Visit[] = [];
  for (const file of files) visits.push(...visitsOf(file, await readFile(join(dir, file), 'utf8')));
  return visits;
}

/** The visits of one file; `file` names it in reports and errors. */
export function visitsOf(file: string, xml: string): Visit[] {
  const visits: Visit[] = [];
  const parser = new SaxesParser({ xmlns: false, fileName: file, position: true });
  let fields = new Map<string, string>();
  let slug = '';
  let line = 1;
  let text = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    if (name === 'from') slug = attributes.id ?? '';
    if (name !== 'visit') return;
    fields = new Map();
    slug = '';
    line = parser.line;
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'visit') visits.push(visitFrom(file, line, slug, fields));
    else fields.set(name, text.replace(/\s+/g, ' ').trim());
    text = '';
  });
  parser.write(xml).close();
  return visits;
}

function visitFrom(file: string, line: number, slug: string, fields: ReadonlyMap<string, string>): Visit {
  const field = (name: string) => fields.get(name) ?? '';
  return {
    file,
    line,
    id: field('id'),
    start: field('start-date'),
    end: field('end-date'),
    visitor: field('visitor'),
    slug,
    label: field('from'),
    description: field('description'),
  };
}
