import { analysisOf } from './analysis.ts';
import { builder } from './builder.ts';
import { participantIn, participantsOf } from './network.ts';
import { ROW_PRICE } from './prices.ts';
import { Participant } from './refs.ts';
import type { Meetings } from './release/index/network.ts';
import { sizeUpTo } from './size.ts';
import type { ParticipantSummary } from './store/rows.ts';

const Counterpart = builder
  .objectRef<Meetings & { readonly participant: ParticipantSummary }>('Counterpart')
  .implement({
    description: 'Someone a participant met.',
    fields: (t) => ({
      participant: t.expose('participant', { type: Participant, description: 'The other participant.' }),
      meetings: t.exposeInt('meetings', { description: 'Number of meetings that both took part in.' }),
      first: t.expose('first', { type: 'Date', description: 'First day of their first meeting.' }),
      last: t.expose('last', { type: 'Date', description: 'First day of their last meeting.' }),
    }),
  });

const COUNTERPARTS_LIMIT = 100;
const COUNTERPARTS_USUAL = 20;
const SIZE = sizeUpTo(COUNTERPARTS_LIMIT, COUNTERPARTS_USUAL);

/** The price of the list itself, without its entries: a pass over all meetings, and one request. */
const COUNTERPARTS_COST = 20;

builder.objectField(Participant, 'counterparts', (t) =>
  t.field({
    type: [Counterpart],
    description:
      'Whom the participant met, most often first: for a person, other persons; for a state or an organization, other states and organizations. Only meetings that were held count. Persons who represented the same side at a meeting do not count as having met there.',
    args: {
      first: t.arg.int({
        defaultValue: COUNTERPARTS_USUAL,
        description: `Maximum number of counterparts: 0 to ${COUNTERPARTS_LIMIT}.`,
      }),
    },
    complexity: ({ first }) => {
      const size = SIZE.priced(first);
      return { field: COUNTERPARTS_COST + ROW_PRICE * size, multiplier: size };
    },
    resolve: async ({ slug }, { first }, context) => {
      const met = (await analysisOf(context)).counterparts(slug, SIZE.asked('first', first));
      const named = await participantsOf(
        context,
        met.map((each) => each.slug),
      );
      return met.map((each) => ({ ...each, participant: participantIn(named, each.slug) }));
    },
  }),
);
