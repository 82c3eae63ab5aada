import type { Question } from './question.ts';

/**
 * The part of an address after `#` that carries a question. Browsers do not send it to any server.
 */
export function fragmentOf({ query, variables }: Question): string {
  const fields = new URLSearchParams({ query });
  if (variables.trim() !== '') fields.set('variables', variables);
  // Spaces as %20: a `+` would not survive every chat and mail program.
  return `#${fields.toString().replaceAll('+', '%20')}`;
}

/** The question that an address's fragment carries; undefined when it carries none. */
export function questionIn(fragment: string): Question | undefined {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const query = fields.get('query');
  if (!query) return undefined;
  return { query, variables: fields.get('variables') ?? '' };
}
