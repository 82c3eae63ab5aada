import { anyOf, chosen } from './any-of.ts';
import { builder } from './builder.ts';
import { DateRange, daysOf } from './date-range.ts';
import { type OwnFilters, withoutOwn } from './facet.ts';
import { keyOf } from './global-id.ts';
import type { FacetField } from './release/index/facet-fields.ts';
import type { SearchConditions } from './release/index/filter.ts';
import { Stance, StatementMode } from './statement.ts';

export const SearchFilter = builder.inputType('SearchFilter', {
  description:
    'Filters search results. A result must satisfy every condition given. Participants and topics never satisfy a condition; meetings never satisfy one on mode or stance.',
  fields: (t) => ({
    date: t.field({ type: DateRange, description: "The meeting's dates overlap this range." }),
    participant: t.id({
      description:
        'This participant took part in the meeting, made the statement, or was represented by a speaker.',
    }),
    country: t.field({ type: 'CountryCode', description: 'The meeting was held in this country.' }),
    topic: t.id({ description: 'The meeting or the statement covers this topic or a narrower one.' }),
    mode: t.field(anyOf(StatementMode, 'The mode of the statement')),
    stance: t.field(anyOf(Stance, 'The stance of the statement')),
    language: t.field({
      type: 'LanguageTag',
      description:
        'The account that the statement cites, or one of the accounts of the meeting, is in this language or a variant of it.',
    }),
  }),
});

/** The filter that each facet ignores, so that it shows the alternatives. */
export const OWN_FILTERS: OwnFilters<SearchConditions> = {
  TOPIC: ['topic', 'topic'],
  YEAR: ['date', 'days'],
  COUNTRY: ['country', 'country'],
  MODE: ['mode', 'modes'],
  STANCE: ['stance', 'stances'],
};

/**
 * The conditions under which a facet of a search counts: each value counts what a filter on it would find.
 */
export function countedBy(field: FacetField, conditions: SearchConditions): SearchConditions {
  const counted = withoutOwn(OWN_FILTERS, field, conditions) ?? conditions;
  return field === 'MODE' || field === 'STANCE' ? { ...counted, ofStatements: true } : counted;
}

export function conditionsOf(
  types: readonly ('MEETING' | 'STATEMENT' | 'PARTICIPANT' | 'TOPIC')[] | null | undefined,
  filter: typeof SearchFilter.$inferInput | null | undefined,
): SearchConditions {
  const { date, participant, country, topic, mode, stance, language } = filter ?? {};
  return {
    ...chosen('types', types),
    ...daysOf(date, 'filter.date'),
    ...(participant ? { participant: keyOf(participant, 'Participant', 'filter.participant') } : {}),
    ...(country ? { country } : {}),
    ...(topic ? { topic: keyOf(topic, 'Topic', 'filter.topic') } : {}),
    ...chosen('modes', mode),
    ...chosen('stances', stance),
    ...(language ? { language } : {}),
  };
}
