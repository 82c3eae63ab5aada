import type { Store } from '../../schema/store/store.ts';
import type { Database } from '../database/database.ts';
import { type DataFolder, unusable } from './data-folder.ts';
import { keepIndex } from './index-files.ts';
import { reportOf, short } from './messages.ts';
import { oneAtATime, type Recurring } from './one-at-a-time.ts';
import type { Publisher } from './publisher.ts';
import { readRelease } from './read-release.ts';
import type { Terminal } from './terminal.ts';

export interface FollowOptions {
  content: string;
  folder: DataFolder;
  database: Database;
  publisher: Publisher;
  store: Store;
  terminal: Terminal;
  /** The release that is served already. */
  release: string;
}

/** Brings the database up to the content each time it is requested. Content with problems changes nothing. */
export function follower({
  content,
  folder,
  database,
  publisher,
  store,
  terminal,
  release,
}: FollowOptions): Recurring {
  let served = release;

  return oneAtATime(async () => {
    try {
      const next = await readRelease(content, terminal);
      if (!next) return terminal.complain(`Release ${short(served)} stays live.`);
      if (next.id === served && !database.isDamaged()) return terminal.say('The content has not changed.');
      const started = performance.now();
      await keepIndex(folder, next);
      const seeded = await publisher.publish(next, (done, of) => terminal.progress('Writing', done, of));
      served = next.id;
      store.refresh();
      terminal.say(reportOf(next, seeded, performance.now() - started));
      publisher.tidy(next);
    } catch (error) {
      const reason = unusable(folder.path, error);
      terminal.complain(`The edit is not live. ${reason instanceof Error ? reason.message : reason}`);
    }
  });
}
