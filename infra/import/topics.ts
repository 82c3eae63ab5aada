import * as z from 'zod';
import { participant } from '../../schema/record/participant.ts';
import { table } from './tables.ts';

const row = z.strictObject({ topic: participant.shape.id, match: z.string() });

const TOPICS = table(z.array(row), new URL('topics.yaml', import.meta.url)).map(({ topic, match }) => ({
  topic,
  pattern: new RegExp(match),
}));

/** Verbs of talks; what their sentence names was discussed. */
const TALKED =
  /\b(?:[Dd]iscuss|[Rr]eview|[Nn]egotiat|[Bb]riefed|[Tt]alks\b|[Cc]onferred|regarding|concerning|to resolve)/;

/** The topics discussed according to a sentence, ignoring the words for who was there. */
export function topicsOf(sentence: string): string[] {
  if (!TALKED.test(sentence)) return [];
  const about = sentence.replace(
    /\b(?:with|[Mm]et|[Bb]riefed)\b.*?(?=\b(?:on|about|regarding|concerning|to discuss)\b|$)/g,
    ' ',
  );
  return TOPICS.filter(({ pattern }) => pattern.test(about)).map(({ topic }) => topic);
}
