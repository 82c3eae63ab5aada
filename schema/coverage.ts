import { enumOf } from './enum.ts';
import { coverages } from './record/vocabulary.ts';

export const Coverage = enumOf('Coverage', coverages);
