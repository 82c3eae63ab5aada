import { builder } from './builder.ts';
import { Participant } from './refs.ts';
import type { Voice as Recorded } from './store/rows.ts';

export const Voice = builder.objectRef<Recorded>('Voice').implement({
  description: 'Someone quoted in a record who was not present: a spokesperson, or the sender of a message.',
  fields: (t) => ({
    participant: t.expose('participant', { type: Participant, description: 'The person or body quoted.' }),
    office: t.exposeString('office', { nullable: true, description: 'Office held that day.' }),
    onBehalfOf: t.expose('onBehalfOf', {
      type: Participant,
      nullable: true,
      description: 'The state or organization represented.',
    }),
  }),
});
