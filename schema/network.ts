import { analysisOf } from './analysis.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { DateRange, daysOf } from './date-range.ts';
import { badArgument } from './errors.ts';
import { ParticipantKind } from './participant-kind.ts';
import { ROW_PRICE } from './prices.ts';
import { Participant } from './refs.ts';
import type { Edge as Pair } from './release/index/network.ts';
import { sizeUpTo } from './size.ts';
import type { ParticipantSummary } from './store/rows.ts';

/**
 * Reads the participants that the pairs of a network or a list of counterparts name, all in one or two
 * requests.
 */
export async function participantsOf(
  { session }: Context,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, ParticipantSummary>> {
  const found = await Promise.all(slugs.map((slug) => session.participant(slug)));
  return new Map(found.flatMap((each) => (each ? [[each.slug, each]] : [])));
}

const NetworkWeighting = builder.enumType('NetworkWeighting', {
  description: 'What a meeting adds to the weight of each pair that met there.',
  values: {
    SHARED: {
      description:
        'A meeting of n participants adds 1/(n − 1) to each of its pairs, so that each participant gains one in total, however large the meeting is: a summit does not drown out bilateral talks.',
    },
    PLAIN: { description: 'Every meeting adds one to each of its pairs.' },
  } as const,
});

const NetworkFilter = builder.inputType('NetworkFilter', {
  description: 'Selects what a network is built from. Only meetings that were held count.',
  fields: (t) => ({
    kind: t.field({
      type: ParticipantKind,
      defaultValue: 'STATE',
      description:
        'Kind of the participants to connect. Persons who represented the same side at a meeting do not count as having met there.',
    }),
    date: t.field({ type: DateRange, description: 'Only meetings whose dates overlap this range.' }),
    minMeetings: t.int({ defaultValue: 1, description: 'Only pairs with at least this many meetings.' }),
    weighting: t.field({
      type: NetworkWeighting,
      defaultValue: 'SHARED',
      description: 'How pairs are weighted; the strongest come first.',
    }),
  }),
});

interface Edge extends Omit<Pair, 'a' | 'b'> {
  readonly a: ParticipantSummary;
  readonly b: ParticipantSummary;
}

const NetworkEdge = builder.objectRef<Edge>('NetworkEdge').implement({
  description: 'Two participants who met.',
  fields: (t) => ({
    a: t.expose('a', { type: Participant, description: 'The participant whose slug sorts first.' }),
    b: t.expose('b', { type: Participant, description: 'The other participant.' }),
    meetings: t.exposeInt('meetings', { description: 'Number of meetings that both took part in.' }),
    weight: t.float({
      description: 'Strength of the pair under the requested weighting, to three decimal places.',
      resolve: ({ weight }) => weight / 1_000,
    }),
    first: t.expose('first', { type: 'Date', description: 'First day of their first meeting.' }),
    last: t.expose('last', { type: 'Date', description: 'First day of their last meeting.' }),
  }),
});

interface Connected {
  readonly nodes: readonly ParticipantSummary[];
  readonly edges: readonly Edge[];
  readonly truncated: boolean;
}

const Network = builder.objectRef<Connected>('Network').implement({
  description: 'Who met whom: participants, and how often each pair met.',
  fields: (t) => ({
    nodes: t.field({
      type: [Participant],
      // Priced by `network`, which knows how many are requested.
      complexity: { field: 1, multiplier: 1 },
      description:
        'The participants that the edges connect, each once, in order of first appearance in the edges.',
      resolve: ({ nodes }) => [...nodes],
    }),
    edges: t.field({
      type: [NetworkEdge],
      complexity: { field: 1, multiplier: 1 },
      description: 'The pairs, strongest first.',
      resolve: ({ edges }) => [...edges],
    }),
    truncated: t.exposeBoolean('truncated', { description: 'Whether there are more pairs than `first`.' }),
  }),
});

const EDGES_LIMIT = 500;
const EDGES_USUAL = 200;
const SIZE = sizeUpTo(EDGES_LIMIT, EDGES_USUAL);

/** The price of a network itself, without its edges: a pass over all meetings. */
const NETWORK_COST = 100;

builder.queryField('network', (t) =>
  t.field({
    type: Network,
    description: 'Returns who met whom, strongest pairs first.',
    args: {
      filter: t.arg({ type: NetworkFilter, description: 'Selects what the network is built from.' }),
      first: t.arg.int({
        defaultValue: EDGES_USUAL,
        description: `Maximum number of pairs: 0 to ${EDGES_LIMIT}.`,
      }),
    },
    complexity: ({ first }) => {
      const size = SIZE.priced(first);
      // The participants are read row by row; a few of them appear in many of the pairs.
      return { field: NETWORK_COST + (ROW_PRICE * size) / 4, multiplier: size };
    },
    resolve: async (_root, { filter, first }, context): Promise<Connected> => {
      const limit = SIZE.asked('first', first);
      const minMeetings = filter?.minMeetings ?? 1;
      if (minMeetings < 1) {
        throw badArgument('filter.minMeetings', `filter.minMeetings is ${minMeetings}; give 1 or more.`);
      }
      const query = {
        kind: filter?.kind ?? 'STATE',
        ...daysOf(filter?.date, 'filter.date'),
        minMeetings,
        isShared: (filter?.weighting ?? 'SHARED') === 'SHARED',
      };
      const { edges, truncated } = (await analysisOf(context)).network(query, limit);
      const named = await participantsOf(context, [...new Set(edges.flatMap(({ a, b }) => [a, b]))]);
      return {
        nodes: [...named.values()],
        edges: edges.map(
          (edge): Edge => ({ ...edge, a: participantIn(named, edge.a), b: participantIn(named, edge.b) }),
        ),
        truncated,
      };
    },
  }),
);

/** A participant that is in the index but not in the table is a defect of the release. */
export function participantIn(
  named: ReadonlyMap<string, ParticipantSummary>,
  slug: string,
): ParticipantSummary {
  const found = named.get(slug);
  if (!found) throw new Error(`participant ${slug} is in the index but not in the table`);
  return found;
}
