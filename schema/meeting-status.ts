import { enumOf } from './enum.ts';
import { statuses } from './record/vocabulary.ts';

export const MeetingStatus = enumOf('MeetingStatus', statuses);
