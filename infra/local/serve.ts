import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { noteChecksums } from '../database/checksums.ts';
import type { Database } from '../database/database.ts';
import type { Terminal } from '../terminal.ts';
import { notedRelease } from './compiled-note.ts';
import { contentThread, type ValidContent } from './content-thread.ts';
import { type DataFolder, dataFolder, pathsIn, unusable } from './data-folder.ts';
import { follower } from './follow-content.ts';
import { checkHost } from './host-check.ts';
import { keepIndex } from './index-files.ts';
import { listen } from './listen.ts';
import { takeLock } from './lock.ts';
import { baseUrl, invitation, reportOf, sayProblems } from './messages.ts';
import type { Options } from './options.ts';
import { StartError } from './start-error.ts';
import { createGate } from './startup-gate.ts';
import { watchContent } from './watch-content.ts';

/** Milliseconds allowed at shutdown for requests in flight, and then for a write in progress. */
const GRACE = 2_000;

/**
 * Serves the content: reads it, updates the database, answers requests and follows edits. If no file has
 * changed since an earlier start, it serves the database at once and reads the content in the background.
 *
 * @param closers collects what must be closed at the end, however far the start got
 * @throws StartError if something that the user can fix prevents the start
 */
export async function run(
  { content: dir, data, host, port, allowedHosts }: Options,
  terminal: Terminal,
  closers: AsyncDisposableStack,
): Promise<void> {
  const content = contentThread(dir);
  closers.defer(content.end);
  let isEdited = false;
  let onChange = () => {
    isEdited = true;
  };
  const watch = async () =>
    closers.defer(await watchContent(resolve(dir), () => onChange(), terminal.complain));

  async function readNow(): Promise<ValidContent> {
    content.begin();
    // Watching starts before reading, so that no edit is missed in between.
    await watch();
    const reading = content.read();
    // Loading takes this thread about as long as reading takes the other.
    void import('./endpoint.ts');
    const read = await reading;
    if (read.ok) return read;
    sayProblems(read, terminal);
    throw new StartError('The server was not started, and nothing was changed.');
  }

  const noted = await notedRelease(pathsIn(data).compiled, dir);
  const first = noted === undefined ? await readNow() : undefined;
  const folder = await dataFolder(data);
  closers.defer(await takeLock(folder.lock).catch(rethrow(folder)));
  let database: Database | undefined;
  closers.defer(async () => {
    await database?.close();
    if (database && !database.isDamaged()) await noteChecksums(folder.database, folder.checksums);
  });
  const gate = createGate();
  const server = await listen(checkHost(gate.handler, host, allowedHosts), host, port);
  const tell = {
    opened: (open: Database) => {
      database = open;
    },
    damaged: () => {
      terminal.complain(`The database in ${data} is damaged. It will be rebuilt from the content.`);
      onChange();
    },
    writing: () =>
      terminal.say(`Writing the record to ${data}; requests to port ${server.port} wait for it.`),
    progress: (done: number, of: number) => terminal.progress('Writing the record', done, of),
  };

  async function open() {
    const { openNoted, openWithRelease } = await import('./seed-database.ts');
    const kept = noted === undefined ? undefined : await openNoted(noted, folder, tell);
    if (kept) return { ...kept, read: undefined, report: reportOf(kept.head, 'kept', 0) };
    const read = first ?? (await readNow());
    const { release } = read;
    await keepIndex(folder, release);
    const started = performance.now();
    const opened = await openWithRelease(release, folder, tell);
    const report = reportOf(release.head, opened.seeded, performance.now() - started);
    return { database: opened.database, head: release.head, read, report };
  }
  const opening = open();
  closers.defer(async () => {
    // A database that is being written for the first time is discarded by the next start.
    if (!database) await content.end();
    await settle(opening, () => database?.stop());
  });
  closers.defer(() => server.close(GRACE));
  const opened = await opening.catch(rethrow(folder));
  terminal.say(opened.report);

  const { openEndpoint } = await import('./endpoint.ts');
  const endpoint = await openEndpoint(opened.database, content, folder, terminal);
  const { playground, publisher, store } = endpoint;
  gate.open(endpoint.handler);
  terminal.say(invitation(baseUrl(host, server.port), dir));

  const edits = follower({
    ...{ content, folder, publisher, store, terminal },
    database: opened.database,
    release: opened.head.release,
  });
  closers.defer(() =>
    settle(
      edits.close().then(() => publisher.close()),
      opened.database.stop,
    ),
  );
  const firstEdit = Promise.withResolvers<void>();
  onChange = () => {
    edits.edited();
    firstEdit.resolve();
  };
  if (isEdited) onChange();
  const built = playground.open();
  if (opened.read) {
    // Filling the second slot waits for the playground; an edit waits for the second slot.
    await Promise.race([built, firstEdit.promise]);
    await edits.served(opened.read);
  } else {
    await watch();
    edits.confirm();
  }
  await built;
}

const rethrow =
  ({ path }: DataFolder) =>
  (error: unknown): never => {
    throw unusable(path, error);
  };

/** Waits for work to finish, or stops it if it takes too long. */
async function settle(work: Promise<unknown>, stop: () => void): Promise<void> {
  const ended = work.catch(() => {});
  await Promise.race([ended, delay(GRACE, undefined, { ref: false })]);
  stop();
  await Promise.race([ended, delay(GRACE, undefined, { ref: false })]);
}
