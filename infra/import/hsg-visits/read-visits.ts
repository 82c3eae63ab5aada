import { recordsIn, type XmlRecord, xmlRecords } from '../xml-records.ts';
import type { Visit } from './visit.ts';

/**
 * The visits of a folder, in the order of its files and within them. Rejects with file, line and column if
 * one is not well-formed XML.
 */
export const readVisits = async (dir: string): Promise<Visit[]> =>
  (await xmlRecords(dir, 'visit')).map(visitFrom);

/** The visits of one file; `file` names it in reports and errors. */
export const visitsOf = (file: string, xml: string): Visit[] => recordsIn(file, xml, 'visit').map(visitFrom);

const visitFrom = ({ file, line, field, attribute }: XmlRecord): Visit => ({
  file,
  line,
  id: field('id'),
  start: field('start-date'),
  end: field('end-date'),
  visitor: field('visitor'),
  slug: attribute('id', 'from'),
  label: field('from'),
  description: field('description'),
});
