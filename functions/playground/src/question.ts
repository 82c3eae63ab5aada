/** The contents of a tab: a GraphQL document, and its variables as JSON text (empty if there are none). */
export interface Question {
  query: string;
  variables: string;
}

/** Name of the first operation in a document; null if it has none. */
export function operationNameOf(query: string): string | null {
  return operationNamesIn(query)[0] ?? null;
}

/** The operation to run: the requested one if the document has it, else the first. */
export function runnableName(query: string, wanted: string | null | undefined): string | null {
  const names = operationNamesIn(query);
  return wanted && names.includes(wanted) ? wanted : (names[0] ?? null);
}

function operationNamesIn(query: string): string[] {
  const withoutComments = query.replace(/#.*$/gm, '');
  const named = /(?<=^|[\s}])(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/g;
  return Array.from(withoutComments.matchAll(named), ([, name = '']) => name);
}

export function sameQuestion(a: Question, b: Question): boolean {
  return a.query.trim() === b.query.trim() && a.variables.trim() === b.variables.trim();
}

/**
 * The variables of a query as an object.
 *
 * @throws SyntaxError when they are not JSON, TypeError when they are not an object
 */
export function variablesOf({ variables }: Question): Record<string, unknown> | undefined {
  if (variables.trim() === '') return undefined;
  const value: unknown = JSON.parse(variables);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('Variables should be a JSON object.');
  }
  return { ...value };
}
