import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOfCountry } from '../../schema/record/value/country.ts';
import { faultOfDay } from '../../schema/record/value/day.ts';
import { parseEdtf } from '../../schema/record/value/edtf.ts';
import type { Fault } from '../../schema/record/value/fault.ts';
import { findableNames, fold } from '../../schema/record/value/fold-name.ts';
import { faultOfId, slug } from '../../schema/record/value/id.ts';
import {
  addressOf,
  faultOfIdentifier,
  faultOfScheme,
  schemes,
} from '../../schema/record/value/identifier.ts';
import { likelyLanguage, parseLanguage } from '../../schema/record/value/language.ts';
import { nearest } from '../../schema/record/value/nearest.ts';
import { faultOfText } from '../../schema/record/value/text.ts';
import { faultOfUrl } from '../../schema/record/value/url.ts';

const faultIn = (parsed: { ok: true } | { ok: false; fault: Fault }) =>
  parsed.ok ? undefined : parsed.fault;

const VALIDATORS: Record<string, (text: string) => Fault | undefined> = {
  country: faultOfCountry,
  date: (text) => faultIn(parseEdtf(text)),
  day: faultOfDay,
  id: faultOfId,
  language: (text) => faultIn(parseLanguage(text)),
  scheme: faultOfScheme,
  text: (text) => faultOfText(text, 300),
  url: faultOfUrl,
  ...Object.fromEntries(
    Object.keys(schemes).map((scheme) => [
      scheme,
      (text: string) => faultOfIdentifier(scheme as keyof typeof schemes, text),
    ]),
  ),
};

/** Anything, and what is nearly right: tags, dates, addresses and ids with pieces exchanged. */
const subtag = fc.constantFrom(
  'en',
  'und',
  'x',
  'i',
  'zh',
  'Hant',
  'Qaaa',
  'TW',
  '419',
  'u',
  'co',
  't',
  'a',
  '1996',
  'yue',
  'root',
  'ZZ',
  '-',
  '',
  'rozaj',
  'biske',
  'oed',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(subtag, { maxLength: 8 }).map((subtags) => subtags.join('-')),
  fc.string({ unit: fc.constantFrom(...'0123456789-/XT~?%:Y.') }),
  fc.webUrl().map((url) => url.replace('/', '\\')),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'und',
    'x-a',
    'und-Latn',
    'http://[::1',
    'https://\u{1f54a}',
  ),
);

/** What a sentence has in it when code forgot a case. */
const RUNTIME_WORDS = /undefined|NaN|\[object|Error/;

describe('arbitrary input', () => {
  test.each(Object.entries(VALIDATORS))(
    'the rule for a %s gives an answer in words, or none',
    (_, faultOf) => {
      fc.assert(
        fc.property(text, (value) => {
          const fault = faultOf(value);
          if (!fault) return;
          expect(fault.found.length).toBeLessThan(400);
          // The value itself is quoted.
          if (!RUNTIME_WORDS.test(value)) expect(fault.found + fault.right).not.toMatch(RUNTIME_WORDS);
        }),
        { numRuns: 2000 },
      );
    },
  );

  test('folding, naming and matching give an answer', () => {
    fc.assert(
      fc.property(text, fc.array(text), (value, others) => {
        expect(typeof fold(value)).toBe('string');
        expect(slug(value)).toMatch(/^[a-z0-9-]*$/);
        expect(findableNames(others).every(({ folded }) => folded !== '')).toBe(true);
        expect([undefined, ...others]).toContain(nearest(value, others));
        for (const scheme of [value, ...Object.keys(schemes)]) addressOf(scheme, value);
        likelyLanguage(value);
      }),
      { numRuns: 2000 },
    );
  });

  test('an accepted language tag has a canonical form, which is accepted unchanged', () => {
    fc.assert(
      fc.property(text, (value) => {
        const parsed = parseLanguage(value);
        if (parsed.ok) expect(parseLanguage(parsed.tag)).toEqual(parsed);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['subtags', 'a-'.repeat(500_000)],
    ['combining marks', 'a\u0301\u0323'.repeat(300_000)],
    ['blanks', ' '.repeat(1_000_000)],
    ['hyphens', '-'.repeat(1_000_000)],
    ['digits', '1'.repeat(1_000_000)],
    ['joiners', 'ک\u200c'.repeat(500_000)],
    ['emoji', '👨‍👩‍👧'.repeat(100_000)],
  ])('a million %s are answered at once', (_, value) => {
    for (const faultOf of Object.values(VALIDATORS)) expect(faultOf(value)).toBeDefined();
    fold(value);
    slug(value);
    likelyLanguage(value);
  });
});
