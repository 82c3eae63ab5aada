/** The field of a filter that takes a list of choices; `what` is the property, as a subject. */
export const anyOf = <Type>(type: Type, what: string) => ({
  type: [type] as [Type],
  description: `${what} is one of these. An empty list does not filter.`,
});

/** What such a field asks for, under the name of the condition: each choice once, in an order of its own. */
export function chosen<Name extends string, Word extends string>(
  name: Name,
  words: readonly Word[] | null | undefined,
): Partial<Record<Name, Word[]>> {
  if (!words?.length) return {};
  return { [name]: [...new Set(words)].sort() } as Partial<Record<Name, Word[]>>;
}
