import type { Bits } from './bits.ts';
import type { Found } from './match.ts';
import { isNamed } from './place.ts';
import type { ReleaseIndex } from './release-index.ts';
import { Best } from './top-k.ts';

/**
 * BM25: a term weighs more the fewer documents contain it and the more often it occurs in a document, with
 * diminishing returns, and less in a long document. These are the usual constants.
 */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;

/** People more often look for a participant or topic of that name than for what it took part in. */
const NAME_WEIGHT = 3;

/** Scores are integers, in thousandths, so that they are the same on every machine and fit into a cursor. */
const SCALE = 1_000;

/** The score of each document for the terms; 0 if none of them matches. */
export function scoresOf(index: ReleaseIndex, terms: readonly Found[]): Float64Array {
  const scores = new Float64Array(index.documents);
  const dated = index.firstParticipant;
  const { lengths } = index;
  const weights = weightsByLength(averageOf(index));
  // The score of a term that occurs once in a document, as nearly all do.
  const once = weights.map((weight) => (SATURATION + 1) / (1 + weight));
  for (const { text, named, described, word } of terms) {
    const found = (named ? text.copy().or(named) : text).count();
    const rarity = Math.log(1 + (index.documents - found + 0.5) / (found + 0.5));
    const add = (document: number, times: number) => {
      const length = lengths[document] ?? 0;
      const fit =
        document >= dated && !described?.has(document)
          ? NAME_WEIGHT
          : times === 1
            ? (once[length] ?? 0)
            : (times * (SATURATION + 1)) / (times + (weights[length] ?? 1));
      scores[document] = (scores[document] ?? 0) + rarity * fit;
    };
    const postings = word === undefined ? undefined : index.dictionary.find(word);
    if (postings) {
      let document = 0;
      for (let left = postings.count; left > 0; left -= 1) {
        const value = postings.documents.varint();
        document += value >>> 1;
        add(document, (value & 1) === 1 ? postings.documents.varint() : 1);
      }
    } else text.each((document) => add(document, 1));
    named?.each((document) => {
      scores[document] = (scores[document] ?? 0) + rarity;
    });
  }
  return scores;
}

const weightsByLength = (average: number): Float64Array =>
  Float64Array.from(
    { length: 256 },
    (_, length) => SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / average),
  );

/** The score of a document in thousandths. */
export const scoreAt = (scores: Float64Array, document: number): number =>
  Math.round((scores[document] ?? 0) * SCALE);

const averages = new WeakMap<ReleaseIndex, number>();

function averageOf(index: ReleaseIndex): number {
  const known = averages.get(index);
  if (known !== undefined) return known;
  let sum = 0;
  for (let document = 0; document < index.firstParticipant; document += 1)
    sum += index.lengths[document] ?? 0;
  const average = Math.max(sum / Math.max(index.firstParticipant, 1), 1);
  averages.set(index, average);
  return average;
}

/** The rank of a document by relevance; `score` in thousandths. */
interface Rank {
  readonly score: number;
  readonly place: number;
}

/** The next documents by relevance; equally good matches, newest first. */
export function selectRanked(
  index: ReleaseIndex,
  hits: Bits,
  scores: Float64Array,
  size: number,
  after: Rank | undefined,
): { documents: readonly number[]; hasNextPage: boolean; hasPreviousPage: boolean } {
  // One more than requested, to tell whether the list continues.
  const best = new Best<Rank>(size + 1, (a, b) => compareRanks(index, a, b));
  const dated = index.firstParticipant;
  let hasPreviousPage = false;
  // Starting with the newest, because of equally good matches the later ones are never better.
  for (let place = hits.previous(hits.size - 1); place !== -1; place = hits.previous(place - 1)) {
    const score = scoreAt(scores, place);
    const { worst } = best;
    if (worst && (score < worst.score || (score === worst.score && place < dated))) continue;
    const rank = { score, place };
    if (after && compareRanks(index, rank, after) <= 0) hasPreviousPage = true;
    else best.offer(rank);
  }
  const ranks = best.inOrder();
  return {
    documents: ranks.slice(0, size).map(({ place }) => place),
    hasNextPage: ranks.length > size,
    hasPreviousPage,
  };
}

/** Negative if `a` comes before `b`. */
function compareRanks(index: ReleaseIndex, a: Rank, b: Rank): number {
  return b.score - a.score || compareNewestFirst(index, a.place, b.place);
}

/** Newest-first order: participants and topics by name, then the rest by descending date. */
function compareNewestFirst(index: ReleaseIndex, a: number, b: number): number {
  const [left, right] = [isNamed(index, a), isNamed(index, b)];
  if (left !== right) return left ? -1 : 1;
  return left ? a - b : b - a;
}
