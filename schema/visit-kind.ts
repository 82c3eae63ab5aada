import { enumOf } from './enum.ts';
import { visitKinds } from './record/vocabulary.ts';

export const VisitKind = enumOf('VisitKind', visitKinds);
