import { createHash } from 'node:crypto';
import { printSchema } from 'graphql';
import { readOperations } from '../../functions/graphql/documented-operations.ts';
import { DUMP_PATHS } from '../../functions/graphql/dump-file.ts';
import { createHandler } from '../../functions/graphql/handler.ts';
import type { Handler } from '../../functions/graphql/http.ts';
import { readableLine } from '../../functions/graphql/log.ts';
import { createAnalysisCache } from '../../schema/release/index/analysis-cache.ts';
import { schema } from '../../schema/schema.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import type { Database } from '../database/database.ts';
import { TABLE } from '../database/engine.ts';
import type { Terminal } from '../terminal.ts';
import type { ContentThread } from './content-thread.ts';
import { countRequests } from './count-requests.ts';
import type { DataFolder } from './data-folder.ts';
import { localDumps } from './dump-files.ts';
import { readIndexes } from './index-files.ts';
import { type Playground, playground } from './playground.ts';
import { createPublisher, type Publisher } from './publisher.ts';

/** Cursors made on a laptop need not be secret, but must stay valid after a restart. */
const CURSOR_KEY = 'local';

interface Endpoint {
  handler: Handler;
  store: Store;
  publisher: Publisher;
  playground: Playground;
}

/**
 * Opens the handler that answers requests from the embedded database, as a deployment does, and the publisher
 * that writes to it meanwhile.
 */
export async function openEndpoint(
  database: Database,
  content: Pick<ContentThread, 'dump'>,
  folder: DataFolder,
  terminal: Terminal,
): Promise<Endpoint> {
  const page = playground(terminal);
  const store = openStore({ wire: database.wire, table: TABLE, cursorKey: CURSOR_KEY });
  const version = createHash('sha256').update(printSchema(schema)).digest('hex');
  const documents = await readOperations();
  const log = (entry: Parameters<typeof readableLine>[0]) => {
    // One view of the playground requests twenty files, which would bury the queries in the log.
    if (!page.file(entry.path)) terminal.say(readableLine(entry));
  };
  const indexes = createAnalysisCache(readIndexes(folder));
  const dumps = localDumps(folder, content.dump, async () => (await store.head()).release);
  const handler = createHandler({
    ...{ schema, store, indexes, documents, version, log, files: page.file },
    dumps: dumps.lists,
    dumpFiles: dumps.answer,
  });
  // Counts only requests that read a slot: a publish waits for those, and must not wait for a playground
  // being built or (unless a query asks for its file list) a download being written.
  const reads = countRequests(handler);
  const unread = () => {
    store.refresh();
    return reads.ended();
  };
  const publisher = createPublisher(database, folder, unread, terminal.complain);
  return {
    handler: page.before((request) =>
      request.path.startsWith(DUMP_PATHS) ? handler(request) : reads.handler(request),
    ),
    store,
    publisher,
    playground: page,
  };
}
