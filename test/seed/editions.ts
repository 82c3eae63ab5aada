import type { Corpus, Meeting, Participant, Topic } from '../../schema/record/corpus.ts';
import { parseEdtf } from '../../schema/record/value/edtf.ts';

/** Three editions of a tiny corpus. Between any two of them records came, changed and went. */

export const participant = (id: string, kind: Participant['kind'], name: string): Participant => ({
  id,
  kind,
  name,
  names: [],
  predecessors: [],
  identifiers: {},
});

const topic = (id: string, broader: string[] = []): Topic => ({
  id,
  prefLabel: id,
  altLabels: [],
  broader,
  exactMatch: {},
});

function meeting(id: string, day: string, who: string[], topics: string[]): Meeting {
  const date = parseEdtf(day);
  if (!date.ok) throw new Error(`not a date: ${day}`);
  return {
    id,
    title: `Meeting ${id}`,
    form: 'BILATERAL',
    status: 'HELD',
    date: date.value,
    topics: [],
    participants: who.map((each) => ({ who: each, role: 'PARTICIPANT' })),
    participantsKnown: 'COMPLETE',
    voices: [],
    documents: [],
    readouts: [{ id: 'one', publisher: 'Gazette', language: 'en' }],
    statements: topics.map((each) => ({
      id: each,
      by: who.slice(0, 1),
      to: [],
      mode: 'REPORTED',
      setting: 'TALKS',
      text: `On ${each}.`,
      topics: [each],
      cite: { readout: 'one' },
    })),
  };
}

const head = { title: 'Editions', licence: 'CC0-1.0', series: [] };
const ann = participant('ann', 'PERSON', 'Ann');
const ben = participant('ben', 'PERSON', 'Ben');
const state = participant('state', 'STATE', 'State');

export const before: Corpus = {
  ...head,
  participants: [ann, ben, state],
  topics: [topic('peace'), topic('trade')],
  meetings: [
    meeting('kept', '2020-01-01', ['ann', 'state'], ['peace']),
    meeting('lost', '2020-02-02', ['ben', 'state'], ['trade']),
  ],
};

/** A person renamed, another gone with a meeting, a meeting and a topic new, a topic put below another. */
export const afterEdits: Corpus = {
  ...head,
  participants: [{ ...ann, name: 'Anna' }, participant('cyd', 'PERSON', 'Cyd'), state],
  topics: [topic('peace'), topic('talks', ['peace']), topic('trade')],
  meetings: [
    meeting('kept', '2020-01-01', ['ann', 'state'], ['peace']),
    meeting('late', '2021-03-03', ['ann', 'cyd'], ['talks']),
  ],
};

/** Neither the one nor the other. */
export const meanwhile: Corpus = {
  ...head,
  participants: [ann, participant('dan', 'PERSON', 'Dan'), state],
  topics: [topic('peace'), topic('trade', ['peace'])],
  meetings: [meeting('other', '2019-04-04', ['dan', 'state'], ['trade'])],
};
