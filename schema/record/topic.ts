import * as z from 'zod';
import { ALIAS_LIMIT, NAME_LIMIT, TEXT_LIMIT, TOPIC_LIMIT } from './limits.ts';
import { distinct } from './value/rule.ts';
import { id, identifiers, text } from './value/zod-types.ts';

/** A topic, modelled on SKOS: one entry of `content/topics/*.yaml` or one line of `*.jsonl`. */
export const topic = z
  .strictObject({
    id: id('The name of this topic in all other records, such as ukraine-war; never changed once published.'),
    prefLabel: text(NAME_LIMIT, 'The label to show.'),
    altLabels: z
      .array(text(NAME_LIMIT, 'Another label for the same topic.'))
      .max(ALIAS_LIMIT)
      .check(distinct)
      .default([])
      .meta({ uniqueItems: true, description: 'Other labels that people search for.' }),
    description: text(TEXT_LIMIT, 'Scope of the topic, in a sentence.').exactOptional(),
    broader: z.array(id('Id of a wider topic.')).max(TOPIC_LIMIT).check(distinct).default([]).meta({
      uniqueItems: true,
      description:
        'The next wider topics. A search for those finds this one too; no chain may lead back to itself.',
    }),
    exactMatch: identifiers(
      'The same topic elsewhere, by scheme. Each may appear in only one record.',
    ).default({}),
  })
  .meta({ title: 'Topic', description: 'What statements are about.' });

export type Topic = z.output<typeof topic>;
