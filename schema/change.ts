import { builder } from './builder.ts';
import { connectionOf, connectNodes, priceOfPart } from './connection.ts';
import { codedError } from './errors.ts';
import { namedRecord, parseGlobalId } from './global-id.ts';
import { loadNode } from './node.ts';
import { QUERY_PRICE, ROW_PRICE } from './prices.ts';
import { changesSince, TooManyChangesError } from './store/changes.ts';
import { DAYS_KEPT, EDITIONS_KEPT } from './store/editions.ts';
import type { RecordChange } from './store/history.ts';
import { readPage } from './store/page.ts';

/** Editions that a reader has typically missed; each costs one request. */
const EDITIONS = 3;

const ChangeKind = builder.enumType('ChangeKind', {
  description: 'How a record differs between two releases.',
  values: {
    ADDED: { description: 'Only in the later release.' },
    CHANGED: { description: 'In both releases, with different content.' },
    REMOVED: { description: 'Only in the earlier release.' },
  } as const,
});

const Change = builder.objectRef<RecordChange>('Change').implement({
  description:
    'A record whose own content differs between two releases. A record that merely refers to a changed one is not listed.',
  fields: (t) => ({
    kind: t.field({
      type: ChangeKind,
      description: 'How the record differs.',
      resolve: ({ before, after }) => (before === null ? 'ADDED' : after === null ? 'REMOVED' : 'CHANGED'),
    }),
    type: t.string({
      description: 'Type of the record, such as `Meeting`.',
      resolve: ({ record }) => namedRecord(record).type,
    }),
    id: t.id({
      description: 'Id of the record, even if it was removed.',
      resolve: ({ record }) => namedRecord(record).id,
    }),
    slug: t.string({
      nullable: true,
      description: "Readable id of the record; for a statement, its meeting's slug, `#` and its own slug.",
      resolve: ({ record }) => namedRecord(record).key,
    }),
    node: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      complexity: ROW_PRICE,
      description: 'The record as it is now; null if it was removed.',
      resolve: ({ record, after }, _args, context) => {
        const parsed = after === null ? null : parseGlobalId(namedRecord(record).id);
        return parsed && loadNode(context, parsed);
      },
    }),
  }),
});

/** Says what to do when there are too many changes to count. */
function uncounted(error: unknown): never {
  if (!(error instanceof TooManyChangesError)) throw error;
  throw codedError(
    'QUERY_TOO_COMPLEX',
    `Up to ${error.changes} records changed across several releases, too many to count. Leave out totalCount and read page by page, or download the current release.`,
    { cost: error.changes },
  );
}

const ChangeConnection = connectionOf(Change, 'Change', 'A change', 'changes');

builder.queryField('changes', (t) =>
  t.field({
    type: ChangeConnection,
    description: `Lists what differs between an earlier release and the one being served, ordered by type, then slug. Covers at most the last ${EDITIONS_KEPT} releases and the last ${DAYS_KEPT} days; for an older release, download the current one.`,
    args: {
      since: t.arg.id({ required: true, description: 'Id of the earlier release, from `dataset.release`.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args) => ({ ...priceOfPart(args), field: EDITIONS * QUERY_PRICE }),
    resolve: (_root, { since, ...args }, context) => {
      const { history, head } = context.session;
      const changes = changesSince(history, head, since);
      if (changes === null) {
        throw codedError(
          'UNKNOWN_RELEASE',
          `since is not the id of a known release: at most the last ${EDITIONS_KEPT} are known, and only for ${DAYS_KEPT} days. Download the current release and continue from there.`,
          { argument: 'since' },
        );
      }
      const list = {
        read: (request: Parameters<typeof readPage>[1]) => readPage(changes.source, request),
        total: () => changes.total().catch(uncounted),
      };
      const scope = ['changes', since, head.release, head.edition];
      return connectNodes(context, scope, list, args, true);
    },
  }),
);
