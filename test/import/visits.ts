import type { Visit } from '../../infra/import/hsg-visits/visit.ts';

let count = 0;

/** A visit of one day by nobody in particular; `given` is what a test is about. */
export function visit(given: Partial<Visit>): Visit {
  count += 1;
  const start = given.start ?? '1995-03-01';
  return {
    file: 'made-up.xml',
    line: count,
    id: `t${count}`,
    end: start,
    visitor: 'President Ada Rossi',
    slug: 'italy',
    label: 'Italy',
    description: '',
    ...given,
    start,
  };
}
