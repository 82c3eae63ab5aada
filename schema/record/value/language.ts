import type { Fault } from './fault.ts';

const EXAMPLES = 'use a BCP 47 tag, like en, ru or zh-Hans';

/** Names of one kind, made when the first is asked for: ICU reads its data then, which a cold start that asks for none need not wait for. */
function namesOf(type: 'script' | 'region'): (code: string) => string | undefined {
  let names: Intl.DisplayNames | undefined;
  return (code) => {
    names ??= new Intl.DisplayNames('en', { type, fallback: 'none' });
    return names.of(code);
  };
}

const scripts = namesOf('script');
const regions = namesOf('region');
const sound = new Set<string>();

/** Why `value` is not a language tag of BCP 47 in its canonical spelling, or undefined when it is. */
export function faultOfLanguage(value: string): Fault | undefined {
  if (sound.has(value)) return undefined;
  const fault = judge(value);
  if (!fault) sound.add(value);
  return fault;
}

// ICU knows every two-letter language, but only some of the 7,000 three-letter ones. A known language has a usual script, which
// is at hand sooner than its name.
const isUnknown = ({ language }: Intl.Locale) =>
  language.length === 2 && new Intl.Locale(language).maximize().script === undefined;

function judge(value: string): Fault | undefined {
  const locale = localeOf(value);
  if (!locale) return { found: `"${value}" is not a language tag`, right: EXAMPLES };
  if (isUnknown(locale))
    return { found: `unknown language "${locale.language}" in "${value}"`, right: EXAMPLES };
  if (locale.script && scripts(locale.script) === undefined)
    return { found: `unknown script "${locale.script}" in "${value}"`, right: EXAMPLES };
  if (locale.region && regions(locale.region) === undefined)
    return { found: `unknown region "${locale.region}" in "${value}"`, right: EXAMPLES };
  const canonical = locale.toString();
  return canonical === value
    ? undefined
    : { found: `language tag "${value}" is not in its usual form`, right: `write "${canonical}"` };
}

function localeOf(value: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(value);
  } catch {
    // A RangeError is how Intl says that the tag is not well formed.
    return undefined;
  }
}
