/** The rooms in the order in which they may import: each from itself and from those after it. */
export const ROOMS = [
  'infra',
  'functions',
  'schema',
  'schema/release',
  'schema/store',
  'schema/record',
] as const;
