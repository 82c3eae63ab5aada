import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/tada/graphql-env.d.ts';

export type { ResultOf, VariablesOf } from 'gql.tada';

/** gql.tada's function for documents, with the types of our schema. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { CountryCode: string; Date: string; DateTime: string; LanguageTag: string; URL: string };
}>();
