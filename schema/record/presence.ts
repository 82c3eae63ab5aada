import * as z from 'zod';
import { TITLE_LIMIT } from './limits.ts';
import { choice, id, text } from './value/zod-types.ts';
import { roles } from './vocabulary.ts';

const who = id('Id of the participant.');
const onBehalfOf = id(
  'Id of the state or organization that the participant represented that day.',
).exactOptional();
const office = text(TITLE_LIMIT, 'The office held that day.').exactOptional();

const remote = z
  .literal(true)
  .exactOptional()
  .meta({ description: 'true for someone who took part by video or telephone while others met in person.' });

/** Someone who was there, with their role and office that day. */
export const presence = z
  .strictObject({ who, for: onBehalfOf, office, role: choice(roles), remote })
  .meta({ description: 'Someone who was there, with their role and office that day.' });

/** Someone who is quoted but was not there. */
export const voice = z.strictObject({ who, for: onBehalfOf, office }).meta({
  description:
    'Someone who is quoted or reported in the record but was not there: a spokesperson, or the sender of a message.',
});
