import { builder } from './builder.ts';
import { connectionOf } from './connection.ts';
import type { Context } from './context.ts';
import type { Edition } from './store/editions.ts';
import { type Counts, editionsOf, type Summary } from './store/history.ts';
import type { Live } from './store/rows.ts';

/** A release as it was published, with what is known about it without reading it. */
interface PublishedRelease extends Counts, Pick<Summary, 'added' | 'changed' | 'removed'> {
  readonly id: string;
  readonly published: string;
}

const Release = builder.objectRef<PublishedRelease>('Release').implement({
  description: 'A release that is or was live.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the release; pass it to `changes`.' }),
    published: t.expose('published', { type: 'DateTime', description: 'When it went live.' }),
    meetings: t.exposeInt('meetings', { description: 'Number of meetings in it.' }),
    participants: t.exposeInt('participants', { description: 'Number of participants in it.' }),
    statements: t.exposeInt('statements', { description: 'Number of statements in it.' }),
    topics: t.exposeInt('topics', { description: 'Number of topics in it.' }),
    added: t.exposeInt('added', {
      description: 'Number of records that the previous release did not have; 0 for the first release.',
    }),
    changed: t.exposeInt('changed', { description: 'Number of records whose content changed.' }),
    removed: t.exposeInt('removed', { description: 'Number of records that were removed.' }),
  }),
});

export const ReleaseConnection = connectionOf(Release, 'Release', 'A release', 'releases');

/** All known releases, newest last; one BatchGetItem. */
export async function publishedReleases({ session }: Context): Promise<readonly PublishedRelease[]> {
  const { head, history } = session;
  const editions = editionsOf(head);
  const entries = editions.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const found = await history.summaries(entries);
  const summaries = new Map(entries.map((entry, index) => [entry, found[index] ?? null]));
  const summaryOf = (edition: Edition | undefined) =>
    edition?.entry == null ? null : (summaries.get(edition.entry) ?? null);
  return editions
    .map((edition, index) => released(edition, summaryOf(edition), summaryOf(editions[index - 1]), head))
    .reverse();
}

function released(
  { release: id, since: published }: Edition,
  own: Summary | null,
  next: Summary | null,
  live: Live,
): PublishedRelease {
  const { meetings, participants, statements, topics } = own?.after ?? next?.before ?? live;
  const { added = 0, changed = 0, removed = 0 } = own ?? {};
  return { id, published, meetings, participants, statements, topics, added, changed, removed };
}
