import type { Trip } from '../../infra/import/hsg-travels/trip.ts';

let count = 0;

/** A trip of one day to Rome by John Kerry that says nothing; `given` is what a test is about. */
export function trip(given: Partial<Trip>): Trip {
  count += 1;
  const start = given.start ?? '2014-03-05';
  return {
    file: 'made-up.xml',
    line: count,
    id: `t${count}`,
    role: 'secretary',
    page: 'kerry-john-forbes',
    name: 'John Forbes Kerry',
    end: start,
    slug: 'italy',
    label: 'Italy',
    locale: 'Rome',
    remarks: '',
    ...given,
    start,
  };
}

/** The same by Barack Obama. */
export const presidentsTrip = (given: Partial<Trip>): Trip =>
  trip({ role: 'president', page: 'obama-barack', name: 'Barack Obama', ...given });
