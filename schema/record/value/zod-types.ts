import * as z from 'zod';
import { NAME_LIMIT, URL_LIMIT } from '../limits.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { COUNTRIES, faultOfCountry } from './country.ts';
import { faultOfDay } from './day.ts';
import { type EventDate, parseEdtf } from './edtf.ts';
import { faultOfId, ID, ID_LIMIT } from './id.ts';
import { faultOfIdentifier, faultOfScheme, type KnownScheme, SCHEME, schemes } from './identifier.ts';
import { parseLanguage } from './language.ts';
import { always, issueOf, rule } from './rule.ts';
import { faultOfText } from './text.ts';
import { faultOfUrl } from './url.ts';

// The types of the values in records, in zod. The rules themselves do not use zod, so that the cloud
// functions can apply them to arguments; `meta` gives editors the same rules as far as JSON Schema can
// express them.

/** An id; the description says what it identifies. */
export function id(description: string) {
  return z.string().check(rule(faultOfId)).meta({ description, pattern: ID.source, maxLength: ID_LIMIT });
}

/**
 * One paragraph of text of at most `limit` characters, without control characters or surrounding whitespace.
 */
export function text(limit: number, description: string) {
  const judge = rule((value: string) => faultOfText(value, limit));
  return z
    .string()
    .check(judge)
    .meta({ description, minLength: 1, maxLength: limit, pattern: '^\\S(.*\\S)?$' });
}

/**
 * One word of a vocabulary. JSON Schema has one description for all words, so each is explained there; `note`
 * says when to use the key.
 */
export function choice<Word extends string>({ description, words }: Vocabulary<Word>, note = '') {
  const explained = Object.entries<string>(words).map(([word, about]) => `${word}: ${about}`);
  const parts = [description, ...explained, note].filter((part) => part !== '');
  return z.enum(Object.keys(words) as [Word, ...Word[]]).meta({ description: parts.join(' ') });
}

/** One full calendar day. */
export function day(description: string) {
  const meta = { description, format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', examples: ['2022-03-30'] };
  return z.string().check(rule(faultOfDay)).meta(meta);
}

const EDTF = '(\\d{4}(-(\\d{2}|XX)(-(\\d{2}|XX))?)?|\\d{3}X|\\d{2}XX)[~?%]?';

/** A date in EDTF, parsed into its first and last day. */
export function eventDate(description: string) {
  const examples = ['2022-03-30', '2022-03', '2022-03-30~', '2022-03-30/2022-03-31'];
  return z
    .string()
    .transform((edtf, context): EventDate => {
      const parsed = parseEdtf(edtf);
      if (parsed.ok) return parsed.value;
      context.issues.push(issueOf(parsed.fault, edtf));
      return z.NEVER;
    })
    .meta({ description, pattern: `^${EDTF}(/${EDTF})?$`, examples });
}

/** A country code: ISO 3166-1, or ISO 3166-3 for a former country. */
export function country(description: string) {
  return z.string().check(rule(faultOfCountry)).meta({ description, enum: COUNTRIES });
}

/** A BCP 47 language tag, which is converted to its canonical form. */
export function language(description: string) {
  const meta = {
    description,
    pattern: '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$',
    examples: ['en', 'zh-Hans', 'ru'],
  };
  return z
    .string()
    .transform((tag, context): string => {
      const parsed = parseLanguage(tag);
      if (parsed.ok) return parsed.tag;
      context.issues.push(issueOf(parsed.fault, tag));
      return z.NEVER;
    })
    .meta(meta);
}

/** A web address. */
export function url(description: string) {
  const meta = { description, format: 'uri', pattern: '^https?://\\S+$', maxLength: URL_LIMIT };
  return z.string().check(rule(faultOfUrl)).meta(meta);
}

/** External identifiers by scheme, `{ wikidata: Q148 }`. */
export function identifiers(description: string) {
  return z
    .object({
      wikidata: identifier('wikidata'),
      viaf: identifier('viaf'),
      isni: identifier('isni'),
      gnd: identifier('gnd'),
      lei: identifier('lei'),
    })
    .catchall(text(NAME_LIMIT, 'The identifier in another scheme; the key is the name of the scheme.'))
    .check(checkSchemes)
    .meta({ description, propertyNames: { pattern: SCHEME.source } });
}

function identifier(scheme: KnownScheme) {
  const { description, pattern, example } = schemes[scheme];
  const judge = rule((value: string) => faultOfIdentifier(scheme, value));
  return z
    .string()
    .check(judge)
    .meta({ description, pattern: pattern.source, examples: [example] })
    .exactOptional();
}

const checkSchemes = always<Record<string, unknown>>(({ value, issues }) => {
  if (typeof value !== 'object' || value === null) return;
  for (const scheme of Object.keys(value)) {
    const fault = faultOfScheme(scheme);
    if (fault) issues.push(issueOf(fault, scheme, [scheme]));
  }
});
