import type { Store } from '../../schema/store/store.ts';
import type { Database } from '../database/database.ts';
import { type DataFolder, unusable } from './data-folder.ts';
import { keepIndex } from './index-files.ts';
import { reportOf, short } from './messages.ts';
import { oneAtATime, type Recurring } from './one-at-a-time.ts';
import { readRelease } from './read-release.ts';
import { publish } from './seed-database.ts';
import type { Terminal } from './terminal.ts';

export interface FollowOptions {
  content: string;
  folder: DataFolder;
  database: Database;
  store: Store;
  terminal: Terminal;
  /** The release that is served already. */
  release: string;
}

/** Brings the database up to the content each time it is requested. Content with problems changes nothing. */
export function follower({ content, folder, database, store, terminal, release }: FollowOptions): Recurring {
  let served = release;
  let isWhole = true;

  return oneAtATime(async () => {
    try {
      const next = await readRelease(content, terminal);
      if (!next) return terminal.complain(`Release ${short(served)} stays live.`);
      if (isWhole && next.id === served && !database.isDamaged())
        return terminal.say('The content has not changed.');
      const started = performance.now();
      await keepIndex(folder, next);
      isWhole = false;
      const seeded = await publish(next, folder, database, (done, of) =>
        terminal.progress('Writing', done, of),
      );
      isWhole = true;
      served = next.id;
      store.refresh();
      terminal.say(reportOf(next, seeded, performance.now() - started));
    } catch (error) {
      const reason = unusable(folder.path, error);
      terminal.complain(`The edit is not live. ${reason instanceof Error ? reason.message : reason}`);
    }
  });
}
