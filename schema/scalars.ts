import { builder } from './builder.ts';
import { codedError } from './errors.ts';
import { faultOfCountry } from './record/value/country.ts';
import { faultOfDay } from './record/value/day.ts';
import type { Fault } from './record/value/fault.ts';
import { parseLanguage } from './record/value/language.ts';
import { printable } from './record/value/printable.ts';
import { faultOfUrl } from './record/value/url.ts';

builder.scalarType('Date', {
  description: 'A calendar day, `YYYY-MM-DD` (ISO 8601), years 0001 to 9999.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  coerceOutputValue: (value) => value,
  coerceInputValue: checked(faultOfDay),
});

builder.scalarType('DateTime', {
  description: 'A moment in UTC, such as `2026-01-31T12:00:00.000Z` (ISO 8601).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  coerceOutputValue: (value) => value,
});

builder.scalarType('URL', {
  description: 'A web address (http or https).',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  coerceOutputValue: (value) => value,
  coerceInputValue: checked(faultOfUrl),
});

builder.scalarType('LanguageTag', {
  description: 'A language tag, such as `en`, `ru` or `zh-Hans` (BCP 47).',
  specifiedByURL: 'https://www.rfc-editor.org/info/bcp47',
  coerceOutputValue: (value) => value,
  coerceInputValue: (value) => {
    const parsed = parseLanguage(textOf(value));
    if (parsed.ok) return parsed.tag;
    throw refusal(parsed.fault);
  },
});

builder.scalarType('CountryCode', {
  description:
    'A country code of two capital letters, such as `CN` (ISO 3166-1 alpha-2, and `XK` for Kosovo).',
  specifiedByURL: 'https://www.iso.org/iso-3166-country-codes.html',
  coerceOutputValue: (value) => value,
  coerceInputValue: checked(faultOfCountry),
});

/** A scalar accepts what a record accepts, and reports errors in the same words. */
function checked(faultOf: (value: string) => Fault | undefined): (value: unknown) => string {
  return (value) => {
    const text = textOf(value);
    const fault = faultOf(text);
    if (fault) throw refusal(fault);
    return text;
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const found = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'an object'
      : `a ${typeof value}`;
  throw codedError('BAD_ARGUMENT', `Expected text, found ${found}.`);
}

const refusal = ({ found, right }: Fault) => codedError('BAD_ARGUMENT', printable(`${found}; ${right}.`));
