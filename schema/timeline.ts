import { analysisOf } from './analysis.ts';
import { builder } from './builder.ts';
import { badArgument } from './errors.ts';
import { participantIn, participantsOf } from './network.ts';
import { Participant, Topic } from './refs.ts';
import { TIMELINE_PARTIES } from './release/index/limits.ts';
import type { ParticipantSummary } from './store/rows.ts';

const Interval = builder.enumType('Interval', {
  description: 'Length of the periods of a timeline.',
  values: {
    MONTH: { description: 'Calendar months.' },
    QUARTER: { description: 'Quarters of a year, starting in January.' },
    YEAR: { description: 'Calendar years.' },
  } as const,
});

const TimelineBucket = builder
  .objectRef<{
    readonly start: string;
    readonly party: ParticipantSummary | null;
    readonly statements: number;
  }>('TimelineBucket')
  .implement({
    description: 'Number of statements in one period.',
    fields: (t) => ({
      start: t.expose('start', { type: 'Date', description: 'First day of the period.' }),
      party: t.expose('party', {
        type: Participant,
        nullable: true,
        description:
          'The state or organization whose statements are counted. Null for all statements together or, with `byParty`, for those of none of the parties shown.',
      }),
      statements: t.exposeInt('statements', { description: 'The number of statements.' }),
    }),
  });

/** A century by months; nobody views a finer timeline as a whole. */
const BUCKETS_LIMIT = 1_200;

/** The assumed number of buckets when no days are given: twenty years by months. */
const BUCKETS_USUAL = 240;

const TIMELINE_COST = 20;

const MONTHS = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;

/** Number of buckets that the arguments request, for the price. */
function lengthOf(
  interval: keyof typeof MONTHS,
  from: string | null | undefined,
  to: string | null | undefined,
  byParty: boolean | null | undefined,
): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const periods =
    from && to ? (months(to) - months(from)) / MONTHS[interval] + 1 : BUCKETS_USUAL / MONTHS[interval];
  return Math.min(Math.max(Math.ceil(periods), 1) * (byParty ? TIMELINE_PARTIES + 1 : 1), BUCKETS_LIMIT);
}

builder.objectField(Topic, 'timeline', (t) =>
  t.field({
    type: [TimelineBucket],
    description: `Number of statements on the topic or a narrower one in each period, oldest first, including empty periods. A statement belongs to the period in which its meeting began. At most ${BUCKETS_LIMIT.toLocaleString('en')} buckets.`,
    args: {
      interval: t.arg({ type: Interval, required: true, description: 'Length of each period.' }),
      from: t.arg({
        type: 'Date',
        description: 'Only meetings that began on this day or later; by default from the first statement on.',
      }),
      to: t.arg({
        type: 'Date',
        description: 'Only meetings that began on this day or before; by default up to the last statement.',
      }),
      byParty: t.arg.boolean({
        defaultValue: false,
        description: `Splits each period into one bucket for each of the ${TIMELINE_PARTIES} parties with the most statements, then one for all others.`,
      }),
    },
    complexity: ({ interval, from, to, byParty }) => ({
      field: TIMELINE_COST,
      multiplier: lengthOf(interval, from, to, byParty),
    }),
    resolve: async ({ slug }, { interval, from, to, byParty }, context) => {
      if (from && to && from > to) {
        throw badArgument('from', `from (${from}) is after to (${to}); give the earlier day as from.`);
      }
      const query = {
        topic: slug,
        interval,
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
        isByParty: byParty === true,
      };
      const { buckets, length } = (await analysisOf(context)).timeline(query, BUCKETS_LIMIT);
      if (length > BUCKETS_LIMIT) {
        throw badArgument(
          'interval',
          `interval: ${interval} splits that range into ${length} buckets; give a longer interval or a shorter range, for at most ${BUCKETS_LIMIT} buckets.`,
        );
      }
      const parties = [...new Set(buckets.flatMap(({ party }) => party ?? []))];
      const named = await participantsOf(context, parties);
      return buckets.map(({ party, ...bucket }) => ({
        ...bucket,
        party: party === null ? null : participantIn(named, party),
      }));
    },
  }),
);
