import type { Question } from './question.ts';

/** The part of an address after `#`, which contains a query. Browsers never send it to a server. */
export function fragmentOf({ query, variables }: Question): string {
  const fields = new URLSearchParams({ query });
  if (variables.trim() !== '') fields.set('variables', variables);
  // Spaces as %20, because `+` does not survive every chat and mail program.
  return `#${fields.toString().replaceAll('+', '%20')}`;
}

/** The query in the fragment of an address; undefined if there is none. */
export function questionIn(fragment: string): Question | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const query = fields.get('query');
  if (!query) return undefined;
  return { query, variables: fields.get('variables') ?? '' };
}
