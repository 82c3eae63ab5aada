import { join } from 'node:path';
import { recordsIn, type XmlRecord, xmlRecords } from '../xml-records.ts';
import type { Trip } from './trip.ts';

/**
 * The trips of a folder: those of Presidents, then those of Secretaries of State. Rejects with file, line and
 * column if a file is not well-formed XML.
 */
export async function readTrips(dir: string): Promise<Trip[]> {
  const trips: Trip[] = [];
  for (const role of ['president', 'secretary'] as const)
    for (const record of await xmlRecords(join(dir, `${role}-travels`), 'trip'))
      trips.push(tripFrom(record, role));
  return trips;
}

/** The trips of one file; `file` names it in reports and errors. */
export const tripsOf = (file: string, xml: string): Trip[] =>
  recordsIn(file, xml, 'trip').map((record) =>
    tripFrom(record, record.field('role') === 'president' ? 'president' : 'secretary'),
  );

const tripFrom = ({ file, line, field, attribute }: XmlRecord, role: Trip['role']): Trip => ({
  file,
  line,
  id: field('id'),
  role,
  page: attribute('who'),
  name: field('name'),
  start: field('start-date'),
  end: field('end-date'),
  slug: attribute('id', 'country'),
  label: field('country'),
  locale: field('locale'),
  remarks: field('remarks').replaceAll('’', "'").replaceAll(/[“”]/g, '"'),
});
