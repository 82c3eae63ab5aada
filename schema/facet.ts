import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { countryName } from './country-name.ts';
import { globalId } from './global-id.ts';
import { nameIn } from './name.ts';
import { ROW_PRICE } from './prices.ts';
import type { FacetCount } from './release/index/facet.ts';
import type { FacetField as Field } from './release/index/facet-fields.ts';
import { sizeUpTo } from './size.ts';

const FacetField = builder.enumType('FacetField', {
  description: 'What the entries of a list can be counted by.',
  values: {
    PARTY: {
      description:
        'The states and organizations represented at a meeting; for a statement, those that made it or on whose behalf it was made.',
    },
    SPEAKER: { description: 'Who made the statement; for a meeting, everyone who made one there.' },
    TOPIC: { description: 'The topics, including the broader ones.' },
    FORM: { description: 'The form of the meeting.' },
    YEAR: { description: 'The year in which the meeting began.' },
    COUNTRY: { description: 'The country in which the meeting was held.' },
    MODE: {
      description: 'How the account presents the statement; for a meeting, the modes of all its statements.',
    },
    STANCE: { description: 'The stance of the statement; for a meeting, the stances of all its statements.' },
    PUBLISHER: {
      description: 'The publisher of the account that a statement cites; for a meeting, of all its accounts.',
    },
  } as const,
});

interface LabelledCount extends FacetCount {
  readonly value: string;
  readonly label: string;
}

const FacetValue = builder.objectRef<LabelledCount>('FacetValue').implement({
  description: 'A value of a field, and how many entries of the list have it.',
  fields: (t) => ({
    value: t.exposeString('value', {
      description:
        'The value to pass to a filter: the global id of a participant or topic, an enum value, a country code or a year. For PUBLISHER, the name.',
    }),
    label: t.exposeString('label', {
      description: 'The value for display, in the requested language if it has a name in that language.',
    }),
    count: t.exposeInt('count', {
      description: 'The number of entries in the whole list that have the value.',
    }),
  }),
});

const Facet = builder
  .objectRef<{ readonly field: Field; readonly values: readonly LabelledCount[] }>('Facet')
  .implement({
    description: 'The entries of a whole list, counted by one field.',
    fields: (t) => ({
      field: t.expose('field', { type: FacetField, description: 'The field.' }),
      values: t.field({
        type: [FacetValue],
        // Priced by `facets`, which knows how many are requested.
        complexity: { field: 1, multiplier: 1 },
        description: 'The values, most frequent first.',
        resolve: ({ values }) => [...values],
      }),
    }),
  });

const VALUES_LIMIT = 100;
const VALUES_USUAL = 20;
const SIZE = sizeUpTo(VALUES_LIMIT, VALUES_USUAL);

/** The price of a facet itself, without its values: a pass over the index, and the names from the table. */
const FACET_COST = 10;

/** The filter on what a facet counts: its name in the schema, and the condition that it makes. */
export type OwnFilters<Query> = Partial<Record<Field, readonly [filter: string, condition: keyof Query]>>;

/**
 * A query without the filter on what a facet counts, so that the facet shows what else could be chosen;
 * undefined if the query has no such filter.
 */
export function withoutOwn<Query>(own: OwnFilters<Query>, field: Field, query: Query): Query | undefined {
  const [, condition] = own[field] ?? [];
  return condition === undefined || query[condition] === undefined
    ? undefined
    : { ...query, [condition]: undefined };
}

function describeOwn<Query>(own: OwnFilters<Query>): string {
  const fields = Object.keys(own);
  const filters = Object.values(own).map(([filter]) => `\`${filter}\``);
  return `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)} each ignore the filter on the same property (${filters.join(', ')}), so that they show the other choices; all other filters apply.`;
}

type Types = typeof builder.$inferSchemaTypes;
type Counted = { count: (field: Field, limit: number) => Promise<readonly FacetCount[]> };

/**
 * The facets of a connection.
 *
 * @param own the filters that they leave out
 * @param besides what else is to be said of them
 */
export const facets = <Query>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Counted>,
  own: OwnFilters<Query>,
  besides = '',
) =>
  t.field({
    type: [Facet],
    description: `Counts the entries of the whole list, not just of this page, by field. ${describeOwn(own)}${besides}`,
    args: {
      by: t.arg({ type: [FacetField], required: true, description: 'The fields to count by.' }),
      first: t.arg.int({
        defaultValue: VALUES_USUAL,
        description: `Maximum number of values per field, most frequent first: 0 to ${VALUES_LIMIT}.`,
      }),
      language: t.arg({
        type: 'LanguageTag',
        description: 'Language of the labels; the default is the usual English names.',
      }),
    },
    complexity: ({ by, first }) => {
      const size = SIZE.priced(first);
      // Some labels are names of records, which are read row by row.
      const named = by.filter((field) => field === 'PARTY' || field === 'SPEAKER' || field === 'TOPIC');
      return {
        field: FACET_COST * by.length + ROW_PRICE * size * named.length,
        multiplier: by.length * size,
      };
    },
    resolve: (connection, { by, first, language }, context) => {
      const size = SIZE.asked('first', first);
      return [...new Set(by)].map(async (field) => {
        const counts = await connection.count(field, size);
        return {
          field,
          values: await Promise.all(counts.map((each) => labelled(context, field, each, language))),
        };
      });
    },
  });

async function labelled(
  { session }: Context,
  field: Field,
  { key, count }: FacetCount,
  language: string | null | undefined,
): Promise<LabelledCount> {
  switch (field) {
    case 'PARTY':
    case 'SPEAKER': {
      const participant = await session.participant(key);
      const name = (language && participant && nameIn(language, participant.names)) || participant?.name;
      return { key, count, value: globalId('Participant', key), label: name ?? key };
    }
    case 'TOPIC': {
      const topic = await session.topic(key);
      return { key, count, value: globalId('Topic', key), label: topic?.prefLabel ?? key };
    }
    case 'COUNTRY':
      return { key, count, value: key, label: countryName(key, language ?? 'en') };
    case 'FORM':
    case 'MODE':
    case 'STANCE':
      return { key, count, value: key, label: inWords(key) };
    default:
      return { key, count, value: key, label: key };
  }
}

/** `CALLS_FOR` as `Calls for`. */
function inWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
