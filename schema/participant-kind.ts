import { builder } from './builder.ts';

export const ParticipantKind = builder.enumType('ParticipantKind', {
  description: 'What a participant is.',
  values: {
    PERSON: { description: 'A human being.' },
    STATE: { description: 'A country.' },
    ORGANIZATION: { description: 'A body of states, or any other body.' },
  } as const,
});
