declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Folder of the database; in memory without it. */
    path?: string;
    /** Milliseconds that a table takes to be created. */
    createTableMs?: number;
  }

  /** DynamoDB's HTTP interface over LevelDB; closing the server closes the database. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
