import { analysisOf } from './analysis.ts';
import type { Context } from './context.ts';
import type { SearchQuery } from './release/index/query.ts';
import { spanOf } from './store/date-bounds.ts';
import type { MeetingHead, ParticipantSummary, StatementFull, TopicFull } from './store/rows.ts';

/** What a search finds. */
export type Found = MeetingHead | StatementFull | ParticipantSummary | TopicFull;

/**
 * The part of a record's text around its first match.
 *
 * @param hasMatch whether its own texts have a match: what was found by a name alone needs no reading
 */
export async function snippetOfRecord(
  context: Context,
  found: Found,
  query: SearchQuery,
  hasMatch: boolean,
): Promise<string> {
  const { beginningOf, snippetOf } = await import('./release/index/engine.ts');
  const firstSnippet = (texts: readonly string[]): string | undefined => {
    for (const text of texts) {
      const snippet = snippetOf(text, query);
      if (snippet !== undefined) return snippet;
    }
    return undefined;
  };
  const texts = textsAtHand(found);
  const marked = firstSnippet(texts);
  if (marked !== undefined) return marked;
  const others = hasMatch && 'form' in found ? await textsInRows(context, found) : [];
  return firstSnippet(others) ?? beginningOf(texts[0] ?? '');
}

/** The texts by which a record is found and that are read with it, the one to show first. */
function textsAtHand(found: Found): string[] {
  if ('form' in found) {
    const { title, place, series } = found;
    const { city, region, venue } = place ?? {};
    return [title, ...strings([venue, city, region, series?.series.name])];
  }
  if ('text' in found) return [found.text, ...strings([found.quote])];
  if ('kind' in found) return found.names.map(({ name }) => name);
  return [found.prefLabel, ...found.altLabels, ...strings([found.description])];
}

/** Texts of a meeting that are rows of their own. */
async function textsInRows(context: Context, { slug, edtf }: MeetingHead): Promise<string[]> {
  const { session } = context;
  const parts = (await analysisOf(context)).partsOf({ slug, start: spanOf(edtf).start });
  const [note, readouts, documents] = await Promise.all([
    session.note(slug),
    Promise.all(parts.readouts.map((id) => session.readout(slug, id))),
    Promise.all(Array.from({ length: parts.documents }, (_, at) => session.document(slug, at + 1))),
  ]);
  return strings([note, ...[...readouts, ...documents].map((each) => each?.title)]);
}

const strings = (texts: readonly (string | null | undefined)[]): string[] =>
  texts.filter((text) => typeof text === 'string');
