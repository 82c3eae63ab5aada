import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { countryName } from './country-name.ts';
import { badArgument } from './errors.ts';
import { globalId } from './global-id.ts';
import { nameIn } from './name.ts';
import { ROW_PRICE } from './prices.ts';
import type { FacetCount } from './release/index/facet.ts';
import type { FacetField as Field } from './release/index/facet-fields.ts';

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
const VALUES_DEFAULT = 20;

/** The price of a facet itself, without its values: a pass over the index, and the names from the table. */
const FACET_COST = 10;

const sizeOf = (first: number | null | undefined): number =>
  Math.min(Math.max(first ?? VALUES_DEFAULT, 0), VALUES_LIMIT);

type Types = typeof builder.$inferSchemaTypes;
type Counted = { count: (field: Field, limit: number) => Promise<readonly FacetCount[]> };

/** The facets of a connection. `own` says which filters a facet leaves out. */
export const facets = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Counted>, own: string) =>
  t.field({
    type: [Facet],
    description: `Counts the entries of the whole list, not just of this page, by field. ${own}`,
    args: {
      by: t.arg({ type: [FacetField], required: true, description: 'The fields to count by.' }),
      first: t.arg.int({
        defaultValue: VALUES_DEFAULT,
        description: `Maximum number of values per field, most frequent first: 0 to ${VALUES_LIMIT}.`,
      }),
      language: t.arg({
        type: 'LanguageTag',
        description: 'Language of the labels; the default is the usual English names.',
      }),
    },
    complexity: ({ by, first }) => {
      const size = sizeOf(first);
      // Some labels are names of records, which are read row by row.
      const named = by.filter((field) => field === 'PARTY' || field === 'SPEAKER' || field === 'TOPIC');
      return {
        field: FACET_COST * by.length + ROW_PRICE * size * named.length,
        multiplier: by.length * size,
      };
    },
    resolve: (connection, { by, first, language }, context) => {
      if (typeof first === 'number' && (first < 0 || first > VALUES_LIMIT)) {
        throw badArgument('first', `first is ${first}; give a number from 0 to ${VALUES_LIMIT}.`);
      }
      return [...new Set(by)].map(async (field) => {
        const counts = await connection.count(field, sizeOf(first));
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
