import { readFileSync } from 'node:fs';

const NUMBER = /^(?:export )?const (\w+) = (\d[\d_]*(?: \* \d[\d_]*)*);/gm;

/** Constants of a file that are numbers, or products of numbers, by their names. */
export function constantsIn(file: string): ReadonlyMap<string, number> {
  return new Map(
    Array.from(readFileSync(file, 'utf8').matchAll(NUMBER), ([, name = '', value = '']) => [
      name,
      value.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1),
    ]),
  );
}

export function constantIn(file: string, name: string): number {
  const value = constantsIn(file).get(name);
  if (value === undefined) throw new Error(`${file} has no constant ${name} that is a number`);
  return value;
}
