import * as z from 'zod';
import { type EventDate, parseEdtf } from '../value/edtf.ts';

// The references of an invalid record are still checked, so that all its errors are reported in one run. A
// value of the wrong type becomes absent in place, so that indices keep their meaning; a value that should be
// a list becomes one unknown entry.
const word = z.string().optional().catch(undefined);
const words = z.array(word).catch([]);
const date = z
  .string()
  .transform((edtf): Partial<EventDate> => {
    const parsed = parseEdtf(edtf);
    return parsed.ok ? parsed.value : {};
  })
  .catch({});

const present = z.object({ who: word, for: word }).catch({});
const map = z.record(z.string(), word).catch({});

export const looseParticipant = z
  .object({ id: word, kind: word, identifiers: map, predecessors: words })
  .catch({ identifiers: {}, predecessors: [] });

export const looseTopic = z
  .object({ id: word, broader: words, exactMatch: map })
  .catch({ broader: [], exactMatch: {} });

export const looseSeries = z.object({ id: word }).catch({});

const noStatement = { by: [], to: [], topics: [], cite: {} };

export const looseMeeting = z
  .object({
    id: word,
    date,
    within: word,
    series: z.object({ id: word }).optional().catch(undefined),
    topics: words,
    participants: z.array(present).catch([{}]),
    voices: z.array(present).default([]).catch([{}]),
    documents: z
      .array(z.object({ id: word, signedBy: words }).catch({ signedBy: [] }))
      .default([])
      .catch([{ signedBy: [] }]),
    readouts: z
      .array(z.object({ id: word, by: word, translationOf: word, supersededBy: word }).catch({}))
      .catch([{}]),
    statements: z
      .array(
        z
          .object({
            id: word,
            by: words,
            to: words,
            topics: words,
            document: word,
            cite: z.object({ readout: word }).catch({}),
          })
          .catch(noStatement),
      )
      .catch([]),
  })
  .catch({
    date: {},
    topics: [],
    participants: [{}],
    voices: [],
    documents: [],
    readouts: [{}],
    statements: [],
  });

export type LooseParticipant = z.output<typeof looseParticipant>;
export type LooseTopic = z.output<typeof looseTopic>;
export type LooseSeries = z.output<typeof looseSeries>;
export type LooseMeeting = z.output<typeof looseMeeting>;
