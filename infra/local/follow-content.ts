import type { Store } from '../../schema/store/store.ts';
import type { Database } from '../database/database.ts';
import type { Terminal } from '../terminal.ts';
import { noteRelease } from './compiled-note.ts';
import type { ContentThread, ValidContent } from './content-thread.ts';
import { type DataFolder, reasonOf, unusable } from './data-folder.ts';
import { keepIndex } from './index-files.ts';
import { reportOf, sayProblems, short } from './messages.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Publisher } from './publisher.ts';

interface FollowOptions {
  content: Pick<ContentThread, 'read'>;
  folder: DataFolder;
  database: Pick<Database, 'isDamaged'>;
  publisher: Pick<Publisher, 'publish' | 'tidy'>;
  store: Pick<Store, 'refresh'>;
  terminal: Terminal;
  /** The release being served. */
  release: string;
}

/** Keeps the database in step with the content. Invalid content changes nothing. */
interface Follower {
  /** Reads the content again after an edit. */
  edited(): void;
  /** Reads the content to confirm that it is what is served, and reports only if it is not. */
  confirm(): void;
  /** Records content that was read and is already being served. */
  served(read: ValidContent): Promise<void>;
  /** Stops accepting work; resolves once nothing is in progress. */
  close(): Promise<void>;
}

/** Milliseconds after which files that had just changed are checked again. */
const REST = 3_000;

export function follower(options: FollowOptions): Follower {
  const { content, folder, database, publisher, store, terminal } = options;
  let { release } = options;
  let isEdited = false;
  let isClosed = false;
  let later: NodeJS.Timeout | undefined;

  const work = oneAtATime(async () => {
    const isAnnounced = isEdited;
    isEdited = false;
    if (isClosed) return;
    try {
      const read = await content.read();
      if (!read.ok) {
        sayProblems(read, terminal);
        return terminal.complain(`Release ${short(release)} is still live.`);
      }
      if (read.release.id !== release || database.isDamaged()) await publish(read);
      else if (isAnnounced) terminal.say('The content has not changed.');
      await served(read);
    } catch (error) {
      if (isClosed) return;
      const reason = unusable(folder.path, error);
      terminal.complain(`The edit is not live. ${reason instanceof Error ? reason.message : reason}`);
    }
  });

  async function publish({ release: next }: ValidContent): Promise<void> {
    const started = performance.now();
    await keepIndex(folder, next);
    const seeded = await publisher.publish(next, (done, of) => terminal.progress('Writing', done, of));
    release = next.id;
    store.refresh();
    terminal.say(reportOf(next.head, seeded, performance.now() - started));
  }

  async function served({ stamp, release }: ValidContent): Promise<void> {
    clearTimeout(later);
    if (stamp.isSettled) await noteRelease(folder.compiled, stamp, release.id).catch(sayUnnoted);
    else later = setTimeout(confirm, REST);
    publisher.tidy(release);
  }

  /** The record is only needed by the next start. */
  function sayUnnoted(error: unknown): void {
    const reason = reasonOf(error) ?? (error instanceof Error ? error.message : error);
    terminal.complain(
      `The next start takes longer, because ${folder.compiled} could not be written: ${reason}.`,
    );
  }

  function confirm(): void {
    work.request();
  }

  return {
    confirm,
    served,
    edited() {
      isEdited = true;
      work.request();
    },
    close() {
      isClosed = true;
      clearTimeout(later);
      return work.idle();
    },
  };
}
