import { builder } from './builder.ts';
import { Participant } from './refs.ts';
import type { Voice as Recorded } from './store/rows.ts';

export const Voice = builder.objectRef<Recorded>('Voice').implement({
  description:
    'Somebody who is quoted in a record without having been there: a spokesperson, the sender of a message.',
  fields: (t) => ({
    participant: t.expose('participant', { type: Participant, description: 'Who.' }),
    office: t.exposeString('office', { nullable: true, description: 'The office held on that day.' }),
    onBehalfOf: t.expose('onBehalfOf', {
      type: Participant,
      nullable: true,
      description: 'The state or organization spoken for.',
    }),
  }),
});
