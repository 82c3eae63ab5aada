import * as z from 'zod';
import { TITLE_LIMIT } from './limits.ts';
import { choice, id, text } from './value/zod-types.ts';
import { roles } from './vocabulary.ts';

const who = id('Id of the participant.');
const onBehalfOf = id(
  'Id of the state or organization that the participant stood for on that day.',
).exactOptional();
const office = text(TITLE_LIMIT, 'The office held on that day.').exactOptional();

const remote = z
  .literal(true)
  .exactOptional()
  .meta({ description: 'true for somebody who took part by video or telephone while others met in person.' });

/** Somebody who was there, with what was true that day. */
export const presence = z
  .strictObject({ who, for: onBehalfOf, office, role: choice(roles), remote })
  .meta({ description: 'Somebody who was there, with what was true on that day.' });

/** Somebody who is quoted without having been there. */
export const voice = z.strictObject({ who, for: onBehalfOf, office }).meta({
  description:
    'Somebody who is quoted or reported in the record without having been there: a spokesperson, the sender of a message.',
});

export type Presence = z.output<typeof presence>;
export type Voice = z.output<typeof voice>;
