import {
  type Attributes,
  joinSlugs,
  type Stored,
  splitSlugs,
  text,
  texts,
  unlessEmpty,
} from '../attributes.ts';
import {
  packIdentifier,
  packParticipantRef,
  parts,
  unpackIdentifier,
  unpackParticipantRef,
} from '../references.ts';
import type { OfficeHeld, ParticipantSummary } from '../rows.ts';

// Packs a participant and the offices held into rows, and back. A missing value is a missing attribute.

export function packParticipant(participant: ParticipantSummary): Attributes {
  return {
    participant: packParticipantRef(participant),
    names: participant.names.map(({ name, language }) => `${language ?? ''}|${name}`),
    identifiers: unlessEmpty(participant.identifiers.map(packIdentifier)),
    predecessors: unlessEmpty(participant.predecessors.map(packParticipantRef)),
    successors: unlessEmpty(participant.successors.map(packParticipantRef)),
    earlier: joinSlugs(participant.earlier),
  };
}
export function unpackParticipant(row: Stored): ParticipantSummary {
  return {
    ...unpackParticipantRef(text(row, 'participant')),
    names: texts(row, 'names').map((packed) => {
      const [language = '', name = ''] = parts(packed, 1);
      return { name, language: language || null };
    }),
    identifiers: texts(row, 'identifiers').map(unpackIdentifier),
    predecessors: texts(row, 'predecessors').map(unpackParticipantRef),
    successors: texts(row, 'successors').map(unpackParticipantRef),
    earlier: splitSlugs(row, 'earlier'),
  };
}

/** Two parallel lists, because both a title and a name may contain bars. */
export const packOffices = (offices: readonly OfficeHeld[]): Attributes => ({
  offices: offices.map(({ title, from, to }) => `${from}|${to}|${title}`),
  onBehalfOf: offices.map(({ onBehalfOf }) => (onBehalfOf ? packParticipantRef(onBehalfOf) : '')),
});
export function unpackOffices(row: Stored): readonly OfficeHeld[] {
  const onBehalfOf = texts(row, 'onBehalfOf');
  return texts(row, 'offices').map((packed, index) => {
    const [from = '', to = '', title = ''] = parts(packed, 2);
    const party = onBehalfOf[index];
    return { title, onBehalfOf: party ? unpackParticipantRef(party) : null, from, to };
  });
}
