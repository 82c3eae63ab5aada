import { inSentence } from './country-label.ts';

const ROYAL =
  /^(?:King|Queen|Emperor|Empress|Shah|Sultan|Emir|Amir|Crown Prince|Grand Duke|Grand Duchess|Prince|Princess|Pope|Regent) /;

/**
 * Title and name, without repeating the title: `President A`, `King B`, `Crown Prince C` for somebody now
 * known as King C.
 */
export function calledOf(office: string | undefined, name: string): string {
  if (office === undefined) return name;
  if (!ROYAL.test(`${office} `) && !ROYAL.test(`${office.split(' and ').at(-1)} `))
    return `${office} ${name}`;
  return `${office} ${name.replace(ROYAL, '')}`;
}

/**
 * Persons and the state that they represented, worded for a sentence:
 * `President A and Prime Minister B of Italy`.
 */
export function calledFor(called: readonly string[], state: string): string {
  return `${listed(called)} of ${inSentence(state)}`;
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
