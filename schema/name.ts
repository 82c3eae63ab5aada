interface Named {
  readonly name: string;
  readonly language: string | null;
}

/**
 * The name in the language asked for: in that very tag, else in the same language with another script or region, the one
 * nearest first (BCP 47 tags from the right shortened, RFC 4647 lookup, then the other way round), else the first name.
 */
export function nameIn(language: string, names: readonly Named[]): string {
  const wanted = language.toLowerCase();
  const primary = wanted.split('-', 1)[0];
  for (let range = wanted; range !== ''; range = range.split('-').slice(0, -1).join('-')) {
    const exact = names.find((each) => each.language?.toLowerCase() === range);
    if (exact) return exact.name;
  }
  // The first name has no tag and is the English one as a rule, so English asks no further.
  const related =
    primary === 'en'
      ? undefined
      : names.find((each) => each.language?.toLowerCase().split('-', 1)[0] === primary);
  return (related ?? names[0])?.name ?? '';
}
