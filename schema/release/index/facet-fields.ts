/** What meetings and statements can be counted by. */
export const FACET_FIELDS = [
  'PARTY',
  'SPEAKER',
  'TOPIC',
  'FORM',
  'YEAR',
  'COUNTRY',
  'MODE',
  'STANCE',
  'PUBLISHER',
] as const;
export type FacetField = (typeof FACET_FIELDS)[number];
