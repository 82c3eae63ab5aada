declare module 'dynalite/db/index.js' {
  import type { AttributeValue, TableDescription } from '@aws-sdk/client-dynamodb';

  type Item = Record<string, AttributeValue>;
  type Callback<T = void> = (error: Error | null, value: T) => void;

  export interface Operation {
    type: 'put';
    key: string;
    value: Item;
  }

  interface Part {
    batch(operations: readonly Operation[], callback: Callback): void;
  }

  interface Store {
    /** The database itself. */
    db: {
      close(): Promise<void>;
      iterator(): AsyncIterable<[key: string, value: unknown]>;
      compactRange(from: string, to: string): Promise<void>;
    };
    getTable(name: string, callback: Callback<TableDescription>): void;
    getItemDb(table: string): Part;
    getIndexDb(indexType: 'Global', table: string, index: string): Part;
  }

  const engine: {
    create(options: { path: string }): Store;
    createKey(item: Item, table: TableDescription): string;
    getIndexActions(
      indexes: TableDescription['GlobalSecondaryIndexes'],
      existing: undefined,
      item: Item,
      table: TableDescription,
    ): { puts: { index: string; key: string; item: Item }[] };
  };
  export default engine;
}
