import * as z from 'zod';
import { ALIAS_LIMIT, NAME_LIMIT, PREDECESSOR_LIMIT } from './limits.ts';
import { distinct, distinctNames } from './value/rule.ts';
import { choice, country, id, identifiers, language, text } from './value/zod-types.ts';
import { kinds } from './vocabulary.ts';

const name = z
  .strictObject({
    name: text(NAME_LIMIT, 'The name as written in that language and script.'),
    language: language('The language of this name, as a BCP 47 tag.').exactOptional(),
  })
  .meta({ description: 'Another name: in another language or script, or a short form.' });

/**
 * A person, a state or an organization: one entry of `content/participants/*.yaml` or one line of `*.jsonl`.
 */
export const participant = z
  .strictObject({
    id: id(
      'The name of this participant in all other records, such as wang-yi; never changed once published.',
    ),
    kind: choice(kinds),
    name: text(NAME_LIMIT, 'The default name; usually in English.'),
    names: z
      .array(name)
      .max(ALIAS_LIMIT)
      .check(distinctNames)
      .default([])
      .meta({ description: 'Names in other languages and scripts, and other names in use.' }),
    country: country(
      'Country code from ISO 3166-1, or from ISO 3166-3 for a former state: for a state its own, for a person or an organization the one it belongs to.',
    ).exactOptional(),
    predecessors: z
      .array(id('Id of the state or organization that preceded this one.'))
      .max(PREDECESSOR_LIMIT)
      .check(distinct)
      .default([])
      .meta({
        uniqueItems: true,
        description:
          'The states that this state succeeded, such as soviet-union for russia; likewise for organizations.',
      }),
    identifiers: identifiers(
      'Identifiers of the same participant elsewhere, by scheme. Each may appear in only one record.',
    ).default({}),
  })
  .meta({ title: 'Participant', description: 'A person, a state or an organization.' });

export type Participant = z.output<typeof participant>;
