import { distinctInColumn, distinctOf, joined, withAbove } from './distinct.ts';
import type { FacetField } from './facet-fields.ts';
import type { Lists, Numbers } from './layout.ts';
import type { ReleaseIndex } from './release-index.ts';

/** The values that meetings and statements have for a facet, each once per row. */
interface FacetValues {
  readonly meetings: Lists | Uint32Array;
  /** Absent if a statement has the value of its meeting. */
  readonly statements?: Lists | Uint32Array;
}

/** The same in the number widths of the file. */
interface Stored {
  readonly meetings: Lists | Numbers;
  readonly statements?: Lists | Numbers;
}

/**
 * A meeting has the speakers, modes and stances of all its statements; a topic includes all its broader
 * topics; a state or an organization is a party of what it says itself, even on behalf of another one.
 */
const VALUES: Readonly<Record<FacetField, (index: ReleaseIndex) => Stored>> = {
  PARTY: (index) => ({
    meetings: index.meetingParties,
    statements: joined(
      index.statementParties,
      index.statementSpeakers,
      index.participants,
      (speaker) => !index.isPerson(speaker),
    ),
  }),
  SPEAKER: (index) => ({
    meetings: distinctOf(index.statementStarts, index.statementSpeakers, index.participants),
    statements: index.statementSpeakers,
  }),
  TOPIC: (index) => ({
    meetings: withAbove(index.meetingTopics, index.topicsAbove),
    statements: withAbove(index.statementTopics, index.topicsAbove),
  }),
  FORM: (index) => ({ meetings: index.meetingForm }),
  YEAR: (index) => ({ meetings: index.years }),
  COUNTRY: (index) => ({ meetings: index.meetingCountry }),
  MODE: (index) => ({
    meetings: distinctInColumn(index.statementStarts, index.statementMode, index.words.mode.length),
    statements: index.statementMode,
  }),
  STANCE: (index) => ({
    meetings: distinctInColumn(index.statementStarts, index.statementStance, index.words.stance.length + 1),
    statements: index.statementStance,
  }),
  PUBLISHER: (index) => ({
    meetings: distinctInColumn(index.readoutStarts, index.readoutPublisher, index.words.publisher.length),
    statements: publishersOfStatements(index),
  }),
};

/** The publisher of the account that each statement cites. */
function publishersOfStatements(index: ReleaseIndex): Numbers {
  const publishers = new Uint32Array(index.statements);
  for (let meeting = 0; meeting < index.meetings; meeting += 1) {
    const first = index.readoutStarts[meeting] ?? 0;
    const end = index.statementStarts[meeting + 1] ?? 0;
    for (let statement = index.statementStarts[meeting] ?? 0; statement < end; statement += 1)
      publishers[statement] = index.readoutPublisher[first + (index.statementReadout[statement] ?? 0)] ?? 0;
  }
  return publishers;
}

/** Numbers of one width, because a loop over arrays of several types takes half as long again. */
const widened = ({ meetings, statements }: Stored): FacetValues => ({
  meetings: wide(meetings),
  ...(statements ? { statements: wide(statements) } : {}),
});

const wide = (values: Lists | Numbers): Lists | Uint32Array =>
  'starts' in values ? { starts: values.starts, values: wideNumbers(values.values) } : wideNumbers(values);

const wideNumbers = (numbers: Numbers): Uint32Array =>
  numbers instanceof Uint32Array ? numbers : Uint32Array.from(numbers);

const kept = new WeakMap<ReleaseIndex, Map<FacetField, FacetValues>>();

/** Computed on first use, and kept as long as the index. */
export function facetValues(index: ReleaseIndex, field: FacetField): FacetValues {
  const known = kept.get(index) ?? new Map<FacetField, FacetValues>();
  const found = known.get(field);
  if (found) return found;
  const made = widened(VALUES[field](index));
  kept.set(index, known.set(field, made));
  return made;
}
