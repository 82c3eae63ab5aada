import { analysisOf } from './analysis.ts';
import type { Context } from './context.ts';
import type { Analysis } from './release/index/analysis.ts';
import type { SearchQuery } from './release/index/query.ts';
import { spanOf } from './store/date-bounds.ts';
import type { MeetingHead, ParticipantSummary, StatementFull, TopicFull } from './store/rows.ts';

/** A record that a search can find. */
export type Found = MeetingHead | StatementFull | ParticipantSummary | TopicFull;

/** Maximum number of rows read for the snippets of a page: as many as the largest page has. */
export const SNIPPET_ROWS = 100;

interface Result {
  readonly node: Found;
  /** Whether the record's own texts match; one found only by a name needs no further reading. */
  readonly hasMatch: boolean;
}

/** For each result of a page, the part of its text around its first match. */
export async function snippetsOf(
  context: Context,
  results: readonly Result[],
  query: SearchQuery,
): Promise<readonly string[]> {
  const { beginningOf, snippetOf } = await import('./release/index/engine.ts');
  const analysis = await analysisOf(context);
  const firstSnippet = (texts: readonly string[]): string | undefined => {
    for (const text of texts) {
      const snippet = snippetOf(text, query);
      if (snippet !== undefined) return snippet;
    }
    return undefined;
  };
  let left = SNIPPET_ROWS;
  return Promise.all(
    results.map(async ({ node, hasMatch }) => {
      const texts = textsAtHand(node);
      const marked = firstSnippet(texts);
      if (marked !== undefined) return marked;
      const beginning = beginningOf(texts[0] ?? '');
      if (!hasMatch || !('form' in node)) return beginning;
      const parts = analysis.partsOf({ slug: node.slug, start: spanOf(node.edtf).start });
      const rows = 1 + parts.readouts.length + parts.documents;
      if (rows > left) return beginning;
      left -= rows;
      return firstSnippet(await textsInRows(context, node.slug, parts)) ?? beginning;
    }),
  );
}

/** The searched texts that are read with a record, the one to show first. */
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

/** Texts of a meeting that are in separate rows. */
async function textsInRows(
  { session }: Context,
  slug: string,
  parts: ReturnType<Analysis['partsOf']>,
): Promise<string[]> {
  const [note, readouts, documents] = await Promise.all([
    session.note(slug),
    Promise.all(parts.readouts.map((id) => session.readout(slug, id))),
    Promise.all(Array.from({ length: parts.documents }, (_, at) => session.document(slug, at + 1))),
  ]);
  return strings([note, ...[...readouts, ...documents].map((each) => each?.title)]);
}

const strings = (texts: readonly (string | null | undefined)[]): string[] =>
  texts.filter((text) => typeof text === 'string');
