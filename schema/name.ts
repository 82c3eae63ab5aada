import { badArgument } from './errors.ts';
import { NAME_LIMIT } from './record/limits.ts';
import { likelyLanguage } from './record/value/language.ts';

interface Named {
  readonly name: string;
  readonly language: string | null;
}

/**
 * The name in the language asked for: the one with that very tag; else one in the same language, first in the
 * same script and region, then in the same script, then in any; else the first name. What a tag leaves out is
 * filled in by what is likely, so zh-TW prefers zh-Hant.
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
  // The first name has no tag and is the English one as a rule, so English in another script or region asks
  // no further.
  return meant.language === 'en' && nearest < 3 ? undefined : best;
}

/**
 * The beginning of a name or label that a filter asks for; BAD_ARGUMENT for one that is empty or longer than
 * any name.
 */
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
