import { enumOf } from './enum.ts';
import { forms } from './record/vocabulary.ts';

export const MeetingForm = enumOf('MeetingForm', forms);
