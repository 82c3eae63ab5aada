import { expect, it } from 'vitest';
import { countryName } from '../../schema/country-name.ts';

it.each([
  ['de', 'Frankreich'],
  ['zh-Hans', '法国'],
  ['und', 'France'],
  ['x-private', 'France'],
  ['i-default', 'France'],
  ['art-lojban', 'France'],
  ['en-x-us', 'France'],
])('a country has a name in %s', (language, name) => {
  expect(countryName('FR', language)).toBe(name);
});
