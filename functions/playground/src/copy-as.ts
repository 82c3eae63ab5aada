import { operationNameOf, type Question, variablesOf } from './question.ts';

export const FORMS = ['curl', 'fetch', 'typed'] as const;
export type Form = (typeof FORMS)[number];

/** The names of the forms on buttons. */
export const FORM_NAMES: Readonly<Record<Form, string>> = {
  curl: 'curl',
  fetch: 'fetch',
  typed: 'typed client',
};

/**
 * The query as code that can be pasted and run.
 *
 * @param endpoint absolute address of the endpoint
 * @throws SyntaxError or TypeError if the variables are not a JSON object
 */
export function copyAs(form: Form, question: Question, endpoint: string): string {
  const variables = variablesOf(question);
  return { curl: asCurl, fetch: asFetch, typed: asTyped }[form](question.query.trim(), variables, endpoint);
}

type Variables = Record<string, unknown> | undefined;

function asCurl(query: string, variables: Variables, endpoint: string): string {
  const body = JSON.stringify({ query, ...(variables ? { variables } : {}) });
  return `curl ${endpoint} \\
  -H 'content-type: application/json' \\
  -d '${body.replaceAll("'", "'\\''")}'
`;
}

function asFetch(query: string, variables: Variables, endpoint: string): string {
  return `const query = ${template(query)};

const response = await fetch('${endpoint}', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query${variables ? `, variables: ${json(variables, '  ')}` : ''} }),
});
const { data, errors } = await response.json();
`;
}

function asTyped(query: string, variables: Variables, endpoint: string): string {
  const name = operationNameOf(query) ?? 'Query';
  return `import { cacheExchange, Client, fetchExchange } from '@urql/core';
// Generated from the schema by npx graphql-codegen, with the preset "client" and the schema ${endpoint}
import { graphql } from './gql';

const client = new Client({ url: '${endpoint}', exchanges: [cacheExchange, fetchExchange], preferGetMethod: true });

const ${name} = graphql(\`
${indented(escapedForTemplate(query), '  ')}
\`);

const { data, error } = await client.query(${name}, ${variables ? json(variables, '') : '{}'});
`;
}

const escapedForTemplate = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
const template = (text: string) => `\`\n${indented(escapedForTemplate(text), '  ')}\n\``;
const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

/** JSON is valid JavaScript. */
const json = (value: unknown, by: string) => JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);
