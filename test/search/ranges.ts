import fc from 'fast-check';

export const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

export const date = fc
  .tuple(
    optional(fc.constantFrom('1999-02-28', '2003-01-02', '2021-02-01')),
    optional(fc.constantFrom('1999-03-01', '2004-01-01', '2021-03-28')),
  )
  .map(([from, to]) => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) }));
