import type { MeetingPageQuery } from '../generated/gql/graphql.ts';
import { graphql, type ResultOf, type VariablesOf } from './tada.ts';

// Nothing here runs: the compiler must take what is right and refuse what is not.

/** With GraphQL Code Generator: the documented operations have types of their own. */
export function headline({ meeting }: MeetingPageQuery): string {
  // @ts-expect-error a meeting that is asked for by name may not be there
  meeting.title;
  // @ts-expect-error the operation does not select it
  meeting?.sessions;
  const stance: 'SUPPORTS' | 'OPPOSES' | 'CALLS_FOR' | 'NEUTRAL' | null | undefined =
    meeting?.statements.nodes[0]?.stance;
  const day: string | undefined = meeting?.date.start;
  return `${day}: ${meeting?.title} (${stance})`;
}

const Said = graphql(`
  query Said($speaker: ID!, $topic: ID!) {
    statements(filter: { speaker: $speaker, topic: $topic }, first: 5) {
      nodes { text quote speakers { name kind } citation { readout { url } } }
    }
  }
`);

/** With gql.tada: types come out of the document itself. */
export function texts({ statements }: ResultOf<typeof Said>): string[] {
  const [first] = statements.nodes;
  // @ts-expect-error only quoted statements have a quote
  first?.quote.length;
  const kind: 'PERSON' | 'STATE' | 'ORGANIZATION' | undefined = first?.speakers[0]?.kind;
  const url: string | null | undefined = first?.citation.readout.url;
  return [...statements.nodes.map(({ text }) => text), `${kind} ${url}`];
}

export const variables: VariablesOf<typeof Said> = { speaker: 'an id', topic: 'an id' };

// @ts-expect-error both are needed
export const incomplete: VariablesOf<typeof Said> = { speaker: 'an id' };
