import { type Agreement, agreementOf } from './agreement.ts';
import { builder } from './builder.ts';
import { badArgument } from './errors.ts';
import { keyOf, partsOfKey } from './global-id.ts';
import { whenLoaded } from './loaded.ts';
import { Meeting, Readout, Statement, Topic } from './refs.ts';
import type { MeetingPage, ReadoutFull, StatementFull, TopicRef } from './store/rows.ts';

const AgreementType = builder.enumType('Agreement', {
  description:
    'How two accounts relate on a topic. Derived only from the statements and stances recorded from each account, never from our own judgement. The fewer statements an account has, the less this shows.',
  values: {
    BOTH: { description: 'Both accounts report statements on the topic, and OPPOSED does not apply.' },
    ONLY_LEFT: { description: 'Only the left account reports statements on the topic.' },
    ONLY_RIGHT: { description: 'Only the right account reports statements on the topic.' },
    OPPOSED: {
      description:
        'Both accounts report statements on the topic, and their stances contradict each other: one reports SUPPORTS and no OPPOSES, the other OPPOSES and no SUPPORTS.',
    },
  } as const,
});

interface Compared {
  readonly topic: TopicRef;
  readonly left: readonly StatementFull[];
  readonly right: readonly StatementFull[];
  readonly agreement: Agreement;
}

const TopicComparison = builder.objectRef<Compared>('TopicComparison').implement({
  description: 'What two accounts report on one topic.',
  fields: (t) => ({
    topic: t.expose('topic', { type: Topic, description: 'The topic, as recorded for the statements.' }),
    left: t.field({
      type: [Statement],
      description: 'The statements on the topic that cite the left account, in the order of the record.',
      resolve: ({ left }) => [...left],
    }),
    right: t.field({
      type: [Statement],
      description: 'The statements on the topic that cite the right account, in the order of the record.',
      resolve: ({ right }) => [...right],
    }),
    agreement: t.expose('agreement', {
      type: AgreementType,
      description: 'How the two accounts relate on the topic.',
    }),
  }),
});

interface Comparison {
  readonly left: ReadoutFull;
  readonly right: ReadoutFull;
  readonly topics: readonly Compared[];
}

const ReadoutComparison = builder.objectRef<Comparison>('ReadoutComparison').implement({
  description: 'Two accounts of one meeting side by side, topic by topic.',
  fields: (t) => ({
    left: t.expose('left', { type: Readout, description: 'One account.' }),
    right: t.expose('right', { type: Readout, description: 'The other account.' }),
    topics: t.field({
      type: [TopicComparison],
      complexity: { field: 1, multiplier: 10 },
      description:
        'Every topic on which either account reports a statement, in the order of the record. A statement on several topics appears under each of them. A statement cites one account, so what both accounts report is recorded once for each.',
      resolve: ({ topics }) => [...topics],
    }),
  }),
});

builder.objectField(Meeting, 'compare', (t) =>
  t.field({
    type: ReadoutComparison,
    nullable: true,
    complexity: 10,
    description:
      'Compares two accounts of the meeting. Agreement depends only on what each account reports and on the recorded stances (see Agreement). Null if the meeting no longer has both accounts.',
    args: {
      left: t.arg.id({ required: true, description: 'Global id of a readout of this meeting.' }),
      right: t.arg.id({ required: true, description: 'Global id of another readout of this meeting.' }),
    },
    resolve: ({ slug }, { left, right }, { session }) => {
      const ids = [readoutIn(slug, left, 'left'), readoutIn(slug, right, 'right')] as const;
      if (ids[0] === ids[1]) {
        throw badArgument('right', 'right: left and right are the same readout; give two readouts.');
      }
      return whenLoaded(session.page(slug), (page) => page && compare(page, ...ids));
    },
  }),
);

/** The id of a readout within the meeting. */
function readoutIn(meeting: string, id: string, argument: string): string {
  const [of, readout] = partsOfKey(keyOf(id, 'Readout', argument));
  if (of === meeting) return readout;
  throw badArgument(argument, `${argument} is a readout of meeting ${of}; give one of meeting ${meeting}.`);
}

function compare({ readouts, statements }: MeetingPage, left: string, right: string): Comparison | null {
  const readoutOf = (id: string) => readouts.find((readout) => readout.id === id);
  const [ofLeft, ofRight] = [readoutOf(left), readoutOf(right)];
  if (!ofLeft || !ofRight) return null;
  const cited = statements.filter(({ readout }) => readout.id === left || readout.id === right);
  const topics = new Map(cited.flatMap((statement) => statement.topics.map((topic) => [topic.slug, topic])));
  return {
    left: ofLeft,
    right: ofRight,
    topics: Array.from(topics.values(), (topic): Compared => {
      const about = cited.filter(({ topics }) => topics.some(({ slug }) => slug === topic.slug));
      const [onLeft, onRight] = [left, right].map((id) => about.filter(({ readout }) => readout.id === id));
      return {
        topic,
        left: onLeft ?? [],
        right: onRight ?? [],
        agreement: agreementOf(onLeft ?? [], onRight ?? []),
      };
    }),
  };
}
