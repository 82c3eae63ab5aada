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

// The kinds of value that records are made of, as zod. The rules are elsewhere and free of zod, so that the
// cloud functions can apply them to arguments; `meta` gives editors the same rules as far as JSON Schema can
// express them.

/** An id, described by what it names. */
export function id(description: string) {
  return z.string().check(rule(faultOfId)).meta({ description, pattern: ID.source, maxLength: ID_LIMIT });
}

/** One paragraph of text of at most `limit` characters, without blanks at its ends or control characters. */
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

/** A date in EDTF, read into its first and last day. */
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

/** A country by its code: ISO 3166-1, or ISO 3166-3 for a former one. */
export function country(description: string) {
  return z.string().check(rule(faultOfCountry)).meta({ description, enum: COUNTRIES });
}

/** A language by its BCP 47 tag, which becomes its usual form. */
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

/** Outside identifiers by scheme, `{ wikidata: Q148 }`. */
export function identifiers(description: string) {
  return z
    .object({
      wikidata: identifier('wikidata'),
      viaf: identifier('viaf'),
      isni: identifier('isni'),
      gnd: identifier('gnd'),
      lei: identifier('lei'),
    })
    .catchall(text(NAME_LIMIT, 'The identifier within another scheme, whose name is the key.'))
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
