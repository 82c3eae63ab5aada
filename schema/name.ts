import { badArgument } from './errors.ts';
import { NAME_LIMIT } from './record/limits.ts';
import { likelyLanguage } from './record/value/language.ts';

interface Named {
  readonly name: string;
  readonly language: string | null;
}

/**
 * The name in the requested language: one with exactly that tag; else one in the same language, preferring
 * the same script and region, then the same script; else the first name. Missing subtags are filled in with
 * likely ones, so zh-TW prefers zh-Hant.
 */
export function nameIn(language: string, names: readonly Named[]): string {
  const wanted = language.toLowerCase();
  const exact = names.find((each) => each.language?.toLowerCase() === wanted);
  return (exact ?? related(wanted, names) ?? names[0])?.name ?? '';
}

function related(wanted: string, names: readonly Named[]): Named | undefined {
  const meant = likelyLanguage(wanted);
  if (!meant) return undefined;
  let best: Named | undefined;
  let nearest = 0;
  for (const each of names) {
    const likely = each.language === null ? undefined : likelyLanguage(each.language);
    if (likely?.language !== meant.language) continue;
    const sameScript = likely.script === meant.script;
    const near = sameScript ? (likely.region === meant.region ? 3 : 2) : 1;
    if (near > nearest) [best, nearest] = [each, near];
  }
  // The first name has no tag and is usually English, so English in another script or region needs no other
  // name.
  return meant.language === 'en' && nearest < 3 ? undefined : best;
}

/** The beginning of a name or label from a filter; BAD_ARGUMENT if it is empty or longer than any name. */
export function nameStart(argument: string, what: 'name' | 'label', value: string): string {
  if (value.trim() === '')
    throw badArgument(argument, `${argument} is empty; give the beginning of a ${what}, or leave it out.`);
  if (value.length > 2 * NAME_LIMIT || [...value].length > NAME_LIMIT)
    throw badArgument(
      argument,
      `${argument} is longer than any ${what}; give at most ${NAME_LIMIT} characters.`,
    );
  return value;
}
