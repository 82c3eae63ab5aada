import type { Bits } from './bits.ts';
import type { ReleaseIndex } from './release-index.ts';

/** The meetings and the statements of a set of documents, by their numbers, in ascending order. */
export interface Rows {
  readonly meetings: Uint32Array;
  readonly statements: Uint32Array;
  /** The meeting of each of the statements. */
  readonly meetingsOfStatements: Uint32Array;
}

export function rowsOf(index: ReleaseIndex, { words }: Bits): Rows {
  const { firstParticipant, meetingOfDocument, statementStarts } = index;
  const meetings = new Uint32Array(index.meetings);
  const statements = new Uint32Array(index.statements);
  const meetingsOfStatements = new Uint32Array(index.statements);
  let [ofMeetings, ofStatements] = [0, 0];
  for (let place = 0; place < words.length; place += 1) {
    let word = words[place] ?? 0;
    while (word !== 0) {
      const lowest = word & -word;
      word ^= lowest;
      const document = (place << 5) + (31 - Math.clz32(lowest));
      if (document >= firstParticipant) break;
      const meeting = meetingOfDocument[document] ?? 0;
      if (document - meeting === statementStarts[meeting]) meetings[ofMeetings++] = meeting;
      else {
        statements[ofStatements] = document - meeting - 1;
        meetingsOfStatements[ofStatements++] = meeting;
      }
    }
  }
  return {
    meetings: meetings.subarray(0, ofMeetings),
    statements: statements.subarray(0, ofStatements),
    meetingsOfStatements: meetingsOfStatements.subarray(0, ofStatements),
  };
}
