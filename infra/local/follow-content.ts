import type { Store } from '../../schema/store/store.ts';
import type { Database } from '../database/database.ts';
import type { DataFolder } from './data-folder.ts';
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
      if (!next) return terminal.complain(`Release ${short(served)} goes on being served.`);
      if (isWhole && next.id === served) return terminal.say('The content says the same as before.');
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
      terminal.complain(`The edit is not live: ${error instanceof Error ? error.message : error}`);
    }
  });
}
