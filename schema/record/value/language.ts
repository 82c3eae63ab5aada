import type { Fault } from './fault.ts';

const EXAMPLES = 'use a BCP 47 tag, like en, ru or zh-Hans';

/** Longest tag in characters; according to RFC 5646, 35 are enough for any language, region and variant. */
const LONGEST = 100;

/** Number of tags whose canonical form is cached; at their longest they take some 400 kB. */
const MOST_REMEMBERED = 1_000;

type Judged = { ok: true; tag: string } | { ok: false; fault: Fault };

const remembered = new Map<string, Judged>();

/**
 * The canonical form of a BCP 47 language tag (`ZH-hant` is zh-Hant, `iw` is he), or why `value` is not one.
 */
export function parseLanguage(value: string): Judged {
  if (value.length > LONGEST)
    return fail(`a language tag of ${value.length} characters`, `use at most ${LONGEST}`);
  const known = remembered.get(value);
  if (known) return known;
  const judged = judge(value);
  if (remembered.size === MOST_REMEMBERED) remembered.clear();
  remembered.set(value, judged);
  return judged;
}

function judge(value: string): Judged {
  const lower = value.toLowerCase();
  if (PRIVATE_USE.test(lower)) return { ok: true, tag: lower };
  const preferred = GRANDFATHERED.get(lower);
  if (preferred !== undefined) return { ok: true, tag: preferred };
  const locale = localeOf(value.replace(EXTENDED_LANGUAGE, ''));
  if (!locale) return fail(`"${value}" is not a language tag`, EXAMPLES);
  const { language, script, region } = locale;
  if (language !== undefined && isUnknownLanguage(language))
    return fail(`unknown language "${language}" in "${value}"`, EXAMPLES);
  if (script !== undefined && !PRIVATE_SCRIPT.test(script) && scriptName(script) === undefined)
    return fail(`unknown script "${script}" in "${value}"`, EXAMPLES);
  if (region !== undefined && !PRIVATE_REGION.test(region) && regionName(region) === undefined)
    return fail(`unknown region "${region}" in "${value}"`, EXAMPLES);
  return { ok: true, tag: locale.toString() };
}

function fail(found: string, right: string): Judged {
  return { ok: false, fault: { found, right } };
}

const PRIVATE_USE = /^x(?:-[a-z0-9]{1,8})+$/;
const PRIVATE_SCRIPT = /^Qa(?:a[a-z]|b[a-x])$/;
const PRIVATE_REGION = /^(?:AA|Q[M-Z]|X[A-Z]|ZZ)$/;

/**
 * The languages that RFC 5646 allows before an extended language, which alone is the canonical form: zh-yue
 * is yue.
 */
const EXTENDED_LANGUAGE = /^(?:ar|kok|lv|ms|sgn|sw|uz|zh)-(?=[a-z]{3}(?:-|$))/i;

/**
 * The tags registered before RFC 4646, which `Intl` does not parse, with the registry's preferred value if it
 * has one.
 */
const GRANDFATHERED = new Map([
  ['en-gb-oed', 'en-GB-oxendict'],
  ['i-ami', 'ami'],
  ['i-bnn', 'bnn'],
  ['i-default', 'i-default'],
  ['i-enochian', 'i-enochian'],
  ['i-hak', 'hak'],
  ['i-klingon', 'tlh'],
  ['i-lux', 'lb'],
  ['i-mingo', 'i-mingo'],
  ['i-navajo', 'nv'],
  ['i-pwn', 'pwn'],
  ['i-tao', 'tao'],
  ['i-tay', 'tay'],
  ['i-tsu', 'tsu'],
  ['sgn-be-fr', 'sfb'],
  ['sgn-be-nl', 'vgt'],
  ['sgn-ch-de', 'sgg'],
  ['art-lojban', 'jbo'],
  ['cel-gaulish', 'cel-gaulish'],
  ['no-bok', 'nb'],
  ['no-nyn', 'nn'],
  ['zh-guoyu', 'zh'],
  ['zh-hakka', 'hak'],
  ['zh-min', 'zh-min'],
  ['zh-min-nan', 'nan'],
  ['zh-xiang', 'hsn'],
]);

// ICU knows every two-letter language, but only some of the 7,000 three-letter ones. A known language has a
// likely script, which is faster to look up than its name.
const isUnknownLanguage = (language: string) =>
  language.length === 2 && new Intl.Locale(language).maximize().script === undefined;

/** Names of one kind, created on first use: ICU then reads its data, which a cold start need not wait for. */
function namesOf(type: 'script' | 'region'): (code: string) => string | undefined {
  let names: Intl.DisplayNames | undefined;
  return (code) => {
    names ??= new Intl.DisplayNames('en', { type, fallback: 'none' });
    return names.of(code);
  };
}

const scriptName = namesOf('script');
const regionName = namesOf('region');

function localeOf(value: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(value);
  } catch {
    // Intl throws a RangeError if the tag is not well formed.
    return undefined;
  }
}

/** Language, script and region of a tag, with missing parts filled in: zh-TW is in the traditional script. */
interface LikelyLanguage {
  readonly language: string;
  readonly script: string | undefined;
  readonly region: string | undefined;
}

/**
 * What the tag most likely means, by CLDR's likely subtags; undefined if it names no language, such as `und`
 * and `x-a`.
 */
export function likelyLanguage(tag: string): LikelyLanguage | undefined {
  const locale = tag.length > LONGEST || tag.startsWith('und') ? undefined : localeOf(tag);
  if (!locale) return undefined;
  const { language, script, region } = locale.maximize();
  // Norwegian means Bokmål unless specified otherwise.
  return { language: language === 'no' ? 'nb' : language, script, region };
}
