import allVariables from '../../../schema/operations/variables.json';
import type { Question } from './question.ts';

const sources = import.meta.glob<string>('../../../schema/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export type ExampleName = keyof typeof allVariables;

/**
 * The tabs in a teaching order: one meeting, search and analysis, lists, persons, topics, then what clients
 * do.
 */
const ORDER: readonly ExampleName[] = [
  'MeetingPage',
  'Search',
  'Network',
  'Compare',
  'Latest',
  'Between',
  'SaidAbout',
  'Person',
  'TopicPage',
  'Timeline',
  'Facets',
  'Counterparts',
  'Summit',
  'TypeAhead',
  'Refetch',
  'Dataset',
];

/** A documented operation with variables that find something in the corpus. */
export function example(name: ExampleName): Question {
  const query = sources[`../../../schema/operations/${name}.graphql`];
  if (query === undefined) throw new Error(`There is no operation ${name}.`);
  const variables = allVariables[name];
  return { query, variables: Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, null, 2) };
}

/** Every documented operation. */
export const EXAMPLES: readonly Question[] = ORDER.map(example);
