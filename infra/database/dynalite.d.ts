declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** Folder of the database; in memory if omitted. */
    path?: string;
    /** Milliseconds that a table takes to be created. */
    createTableMs?: number;
  }

  /** DynamoDB's HTTP interface over LevelDB; closing the server closes the database. */
  export default function dynalite(options?: DynaliteOptions): Server;
}

declare module 'dynalite/db/index.js' {
  import type { AttributeValue, CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

  export type Item = Record<string, AttributeValue>;
  export type Callback<T = void> = (error: Error | null, value: T) => void;

  export interface Put {
    type: 'put';
    key: string;
    /** JSON of an item. */
    value: string;
    valueEncoding: 'utf8';
  }
  export type Operation = Put | { type: 'del'; key: string };

  interface Part {
    get(key: string, callback: Callback<Item>): void;
    batch(operations: readonly Operation[], callback: Callback): void;
  }

  export interface Store {
    /** The database itself. */
    db: {
      /** Sizes are in bytes. */
      open(options: { writeBufferSize: number; maxFileSize: number }): Promise<void>;
      close(): Promise<void>;
      iterator(): AsyncIterable<[key: string, value: unknown]>;
      compactRange(from: string, to: string): Promise<void>;
    };
    getItemDb(table: string): Part;
    getIndexDb(indexType: 'Global', table: string, index: string): Part;
  }

  const engine: {
    create(options: { path: string; createTableMs?: number }): Store;
    createKey(item: Item, table: CreateTableCommandInput): string;
    /** The index changes when one item replaces another. */
    getIndexActions(
      indexes: CreateTableCommandInput['GlobalSecondaryIndexes'],
      existing: Item | undefined,
      item: Item | undefined,
      table: CreateTableCommandInput,
    ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
  };
  export default engine;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  /** Validation of an operation's input: the module named after it in this folder. */
  export interface Validation {
    types: object;
    custom?: unknown;
  }

  const validations: {
    /** Removes unknown members from the input, and converts the rest. */
    checkTypes(input: object, types: object): object;
    checkValidations(data: object, types: object, custom: unknown, store: Store): void;
  };
  export default validations;
}
