import { builder } from './builder.ts';
import type { Vocabulary } from './record/vocabulary.ts';

/** The GraphQL enum of a vocabulary, with its values and descriptions. */
export function enumOf<Word extends string>(name: string, { description, words }: Vocabulary<Word>) {
  return builder.enumType(name, { description, values: valuesOf(words) });
}

function valuesOf<Word extends string>(words: Readonly<Record<Word, string>>) {
  const values: Partial<Record<Word, { description: string }>> = {};
  for (const word in words) values[word] = { description: words[word] };
  return values as Record<Word, { description: string }>;
}
