import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { printSchema } from 'graphql';
import { readOperations } from '../../functions/graphql/documented-operations.ts';
import { createHandler } from '../../functions/graphql/handler.ts';
import { readableLine } from '../../functions/graphql/log.ts';
import { holdAnalyses } from '../../schema/release/index/held.ts';
import { schema } from '../../schema/schema.ts';
import { openStore } from '../../schema/store/store.ts';
import { noteChecksums } from '../database/checksums.ts';
import { type Database, TABLE } from '../database/database.ts';
import { countRequests } from './count-requests.ts';
import { type DataFolder, dataFolder, unusable } from './data-folder.ts';
import { localDumps } from './dump-files.ts';
import { follower } from './follow-content.ts';
import { checkHost } from './host-check.ts';
import { keepIndex, readIndexes } from './index-files.ts';
import { listen } from './listen.ts';
import { takeLock } from './lock.ts';
import { baseUrl, invitation, reportOf } from './messages.ts';
import type { Options } from './options.ts';
import { openPlayground } from './playground.ts';
import { createPublisher } from './publisher.ts';
import { readRelease } from './read-release.ts';
import { openWithRelease } from './seed-database.ts';
import { StartError } from './start-error.ts';
import { createGate } from './startup-gate.ts';
import type { Terminal } from './terminal.ts';
import { watchContent } from './watch-content.ts';

/** Milliseconds that requests in flight, and then a write under way, may take when the run ends. */
const GRACE = 2_000;

/** Cursors made on one laptop need not be secret, but they must stay valid over a restart. */
const CURSOR_KEY = 'local';

/**
 * Serves the content: reads it, brings the database up to it, answers requests and follows edits.
 *
 * @param closers takes what must be undone when the run ends, however far it came
 * @throws StartError when something stands in the way that the person at the terminal can remove
 */
export async function run(
  { content, data, host, port, allowedHosts }: Options,
  terminal: Terminal,
  closers: AsyncDisposableStack,
): Promise<void> {
  // Watching begins before reading, so that no edit falls between the two.
  let onChange: (() => void) | undefined;
  let hasChanged = false;
  const unwatch = await watchContent(
    resolve(content),
    () => {
      hasChanged = true;
      onChange?.();
    },
    terminal.complain,
  );
  closers.defer(unwatch);
  const release = await readRelease(content, terminal);
  if (!release) throw new StartError('Nothing was started, and nothing was changed.');
  const building = openPlayground(terminal);
  let playground: Awaited<typeof building>;

  const folder = await dataFolder(data);
  closers.defer(await takeLock(folder.lock).catch(rethrow(folder)));
  let database: Database | undefined;
  closers.defer(async () => {
    await database?.close();
    if (database && !database.isDamaged()) await noteChecksums(folder.database, folder.checksums);
  });
  const gate = createGate();
  await keepIndex(folder, release).catch(rethrow(folder));
  const server = await listen(checkHost(gate.handler, host, allowedHosts), host, port);

  const started = performance.now();
  const seeding = openWithRelease(release, folder, {
    opened: (open) => {
      database = open;
    },
    damaged: () => {
      terminal.complain(`The database in ${data} is damaged. It is made again from the content.`);
      onChange?.();
    },
    writing: () =>
      terminal.say(`Writing the record to ${data}; requests to port ${server.port} wait for it.`),
    progress: (done, of) => terminal.progress('Writing the record', done, of),
  });
  closers.defer(() => settle(seeding, () => database?.stop()));
  closers.defer(() => server.close(GRACE));
  const opened = await seeding.catch(rethrow(folder));
  terminal.say(reportOf(release, opened.seeded, performance.now() - started));

  const store = openStore({ wire: opened.database.wire, table: TABLE, cursorKey: CURSOR_KEY });
  const version = createHash('sha256').update(printSchema(schema)).digest('hex');
  const documents = await readOperations();
  const files = (path: string) => playground?.get(path);
  const log = (entry: Parameters<typeof readableLine>[0]) => {
    // One view of the playground is twenty files, which would hide the questions between them.
    if (!files(entry.path)) terminal.say(readableLine(entry));
  };
  const indexes = holdAnalyses(readIndexes(folder));
  const dumps = localDumps(folder, content, async () => (await store.head()).release);
  closers.defer(dumps.close);
  const requests = countRequests(
    createHandler({
      ...{ schema, store, indexes, documents, version, log, files },
      dumps: dumps.lists,
      dumpFiles: dumps.answer,
    }),
  );
  gate.open(requests.handler);

  const unread = () => {
    store.refresh();
    return requests.ended();
  };
  const publisher = createPublisher(opened.database, folder, unread, terminal.complain);
  const edits = follower({
    content,
    folder,
    database: opened.database,
    publisher,
    store,
    terminal,
    release: release.id,
  });
  closers.defer(() =>
    settle(
      edits.idle().then(() => publisher.close()),
      opened.database.stop,
    ),
  );
  onChange = edits.request;
  if (hasChanged) edits.request();
  else publisher.tidy(release);
  playground = await building;
  terminal.say(invitation(baseUrl(host, server.port), content));
}

const rethrow =
  ({ path }: DataFolder) =>
  (error: unknown): never => {
    throw unusable(path, error);
  };

/** Lets work come to its end, or makes it end when it takes too long. */
async function settle(work: Promise<unknown>, stop: () => void): Promise<void> {
  const ended = work.catch(() => {});
  await Promise.race([ended, delay(GRACE, undefined, { ref: false })]);
  stop();
  await Promise.race([ended, delay(GRACE, undefined, { ref: false })]);
}
