import { builder } from './builder.ts';
import type { MeetingHead } from './store/rows.ts';

export const Place = builder.objectRef<NonNullable<MeetingHead['place']>>('Place').implement({
  description: 'Where a meeting took place, as far as verified.',
  fields: (t) => ({
    city: t.exposeString('city', { nullable: true, description: 'City or town.' }),
    region: t.exposeString('region', { nullable: true, description: 'State, province or island.' }),
    country: t.expose('country', { type: 'CountryCode', nullable: true, description: 'Country.' }),
    venue: t.exposeString('venue', { nullable: true, description: 'Building or grounds.' }),
  }),
});
