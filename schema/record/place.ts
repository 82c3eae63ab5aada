import * as z from 'zod';
import { NAME_LIMIT } from './limits.ts';
import { country, text } from './value/zod-types.ts';

/** Where people met; left out for calls and video meetings. */
export const place = z
  .strictObject({
    city: text(NAME_LIMIT, 'City or town.').exactOptional(),
    region: text(NAME_LIMIT, 'State, province or island, if it helps.').exactOptional(),
    country: country('Country code from ISO 3166-1, or from ISO 3166-3 for a former state.').exactOptional(),
    venue: text(NAME_LIMIT, 'The building or grounds.').exactOptional(),
  })
  .refine((value) => Object.keys(value).length > 0, {
    params: {
      fault: {
        found: 'an empty place',
        right: 'give city, region, country or venue, or leave the key out',
      },
    },
  })
  .meta({
    description: 'Where people met: only what was verified; left out for calls and video meetings.',
    minProperties: 1,
  });
