import { enumOf } from './enum.ts';
import { kinds } from './record/vocabulary.ts';

export const ParticipantKind = enumOf('ParticipantKind', kinds);
