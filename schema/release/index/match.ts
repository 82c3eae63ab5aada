import { Bits } from './bits.ts';
import { type Atom, addDocuments, documentsWithPhrase, postingsOf } from './phrase.ts';
import type { SearchQuery, Term } from './query.ts';
import type { ReleaseIndex } from './release-index.ts';
import { fitsAnywhere } from './term-in-text.ts';
import { type Unit, unitsOf } from './words.ts';

/** The matches of a term. */
export interface Found {
  /**
   * Documents whose own texts contain it: for participants the names, for topics the labels and descriptions.
   */
  readonly text: Bits;
  /** Documents that a bearer of a matching name took part in; absent if no name contains the term. */
  readonly named?: Bits;
  /** Topics in which only the description, which is not a name, contains it. */
  readonly described?: Bits;
  /** The word, if the term is a single word, so that it can be weighted by its frequency in a document. */
  readonly word?: string;
}

/** The matches of a query and of each of its terms. */
interface Matched {
  readonly hits: Bits;
  readonly terms: readonly Found[];
}

/** Evaluates a query. */
export function match(index: ReleaseIndex, { every, without }: SearchQuery): Matched {
  const terms: Found[] = [];
  let hits: Bits | undefined;
  for (const alternatives of every) {
    const some = new Bits(index.documents);
    for (const term of alternatives) {
      const found = findTerm(index, term);
      terms.push(found);
      some.or(found.text);
      if (found.named) some.or(found.named);
    }
    hits = hits ? hits.and(some) : some;
  }
  const rest = hits ?? new Bits(index.documents);
  for (const term of without) {
    const { text, named } = findTerm(index, term);
    rest.without(text);
    if (named) rest.without(named);
  }
  return { hits: rest, terms };
}

function findTerm(index: ReleaseIndex, term: Term): Found {
  const atoms = atomsOf(term);
  const [only] = atoms;
  if (!only || atoms.length > 1) {
    return withNamed(index, term, documentsWithPhrase(index.dictionary, atoms, index.documents));
  }
  const text = new Bits(index.documents);
  for (const postings of postingsOf(index.dictionary, only)) addDocuments(text, postings);
  const found = withNamed(index, term, text);
  return only.isPrefix ? found : { ...found, word: only.text };
}

/**
 * Adds everything that the bearer of a matching name took part in, or that is about a topic with a matching
 * label.
 */
function withNamed(index: ReleaseIndex, term: Term, text: Bits): Found {
  const first = text.next(index.firstParticipant);
  if (first === -1) return { text };
  const named = new Bits(index.documents);
  const described = new Bits(index.documents);
  for (let document = first; document !== -1; document = text.next(document + 1)) {
    if (document < index.firstTopic) index.tookPart.addTo(named, document - index.firstParticipant);
    else if (hasLabel(index, document - index.firstTopic, term))
      index.aboutTopic.addTo(named, document - index.firstTopic);
    else described.add(document);
  }
  return { text, named, described };
}

const hasLabel = (index: ReleaseIndex, topic: number, term: Term): boolean =>
  index.labelsOf(topic).some((label) => fitsAnywhere(unitsOf(label), term));

/**
 * The dictionary entries for a term: words unchanged, characters in pairs, and a single character as the
 * beginning of a pair.
 */
function atomsOf({ units, isPrefix }: Term): Atom[] {
  return units.flatMap((unit, offset): Atom[] => {
    const next: Unit | undefined = units[offset + 1];
    if (!unit.isCharacter) {
      return [{ text: unit.text, isPrefix: isPrefix && next === undefined, offset }];
    }
    if (next?.isJoined) return [{ text: unit.text + next.text, isPrefix: false, offset }];
    return unit.isJoined ? [] : [{ text: unit.text, isPrefix: true, offset }];
  });
}
