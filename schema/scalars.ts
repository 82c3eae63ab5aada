import { builder } from './builder.ts';
import { codedError } from './errors.ts';
import { faultOfCountry } from './record/value/country.ts';
import { faultOfDay } from './record/value/day.ts';
import type { Fault } from './record/value/fault.ts';
import { faultOfLanguage } from './record/value/language.ts';
import { faultOfUrl } from './record/value/url.ts';

builder.scalarType('Date', {
  description: 'A calendar day, `YYYY-MM-DD` (ISO 8601), years 0001 to 9999.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  coerceOutputValue: (value) => value,
  coerceInputValue: checked(faultOfDay),
});

builder.scalarType('URL', {
  description: 'A web address, http or https.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  coerceOutputValue: (value) => value,
  coerceInputValue: checked(faultOfUrl),
});

builder.scalarType('LanguageTag', {
  description: 'A language tag, such as `en`, `ru` or `zh-Hans` (BCP 47).',
  specifiedByURL: 'https://www.rfc-editor.org/info/bcp47',
  coerceOutputValue: (value) => value,
  coerceInputValue: checked(faultOfLanguage),
});

builder.scalarType('CountryCode', {
  description: 'A country code of two capital letters, such as `CN` (ISO 3166-1 alpha-2).',
  specifiedByURL: 'https://www.iso.org/iso-3166-country-codes.html',
  coerceOutputValue: (value) => value,
  coerceInputValue: checked(faultOfCountry),
});

/** A scalar takes what the record model takes, and says what is wrong in its words. */
function checked(faultOf: (value: string) => Fault | undefined): (value: unknown) => string {
  return (value) => {
    if (typeof value !== 'string')
      throw codedError('BAD_ARGUMENT', `Wanted text, found ${JSON.stringify(value)}.`);
    const fault = faultOf(value);
    if (fault) throw codedError('BAD_ARGUMENT', `${fault.found}; ${fault.right}.`);
    return value;
  };
}
