import { createRequire } from 'node:module';
import dynalite, { type Callback, type Store } from 'dynalite/db/index.js';
import validations, { type Validation } from 'dynalite/validations/index.js';

/**
 * DynamoDB's operations over LevelDB, called as functions.
 *
 * The engine's own server is not used: it checks no signatures and allows every origin, so any web page could
 * write to it. Here nothing listens, so nothing outside this process can reach the database.
 */
export interface Engine {
  readonly store: Store;
  /**
   * Runs one operation, such as `Query`.
   *
   * @throws Refusal as DynamoDB would; any other error means that the database is damaged
   */
  run(operation: string, input: object): Promise<object>;
  /** Flushes the write buffer, which would otherwise be replayed the next time the database is opened. */
  flush(): Promise<void>;
  /** Lets operations in progress finish, then closes the database. */
  close(): Promise<void>;
}

/** DynamoDB's answer to a request that it rejects. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** The one table of the embedded database. */
export const TABLE = 'communique';

/** Sorts after every key. */
const LAST = '\u{10ffff}';

type Action = (store: Store, data: object, callback: Callback<object>) => void;

const load = createRequire(import.meta.url);

/** The engine's code for an operation is in files named after it. */
function operationOf(name: string): { act: Action; validation: Validation } {
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}.js`;
  return { act: load(`dynalite/actions/${file}`), validation: load(`dynalite/validations/${file}`) };
}

/**
 * The write buffer and the maximum file size of LevelDB, in bytes. With the defaults of 4 MB and 2 MB, a
 * release of 10,000 meetings takes twice as long to write, and one of 100,000 has more files than LevelDB
 * holds open.
 */
const WRITE_BUFFER = 16 * 2 ** 20;
const FILE = 8 * 2 ** 20;

/**
 * @param writeBuffer bytes; those not flushed are replayed the next time the database is opened
 * @throws Error if the folder has no working database and none can be created
 */
export async function openEngine(path: string, writeBuffer: number = WRITE_BUFFER): Promise<Engine> {
  const store = dynalite.create({ path, createTableMs: 0 });
  // Before the engine opens the database itself, on the next tick.
  await store.db.open({ writeBufferSize: writeBuffer, maxFileSize: FILE });
  const pending = new Set<(error: Error) => void>();

  /** The engine throws some errors about damaged data where only the process can catch them. */
  function onUncaught(error: Error): void {
    if (!/dynalite|[a-z]-level/.test(error.stack ?? '')) {
      if (process.listenerCount('uncaughtException') === 1) throw error;
      return;
    }
    for (const fail of pending) fail(error);
  }
  process.on('uncaughtException', onUncaught);

  return {
    store,
    async run(operation, input) {
      const { act, validation } = operationOf(operation);
      let fail: (error: Error) => void = () => {};
      try {
        const data = validations.checkTypes(structuredClone(input), validation.types);
        validations.checkValidations(data, validation.types, validation.custom, store);
        return await new Promise<object>((resolve, reject) => {
          fail = reject;
          pending.add(fail);
          act(store, data, (error, result) => (error ? reject(error) : resolve(result)));
        });
      } catch (error) {
        throw refusalIn(error) ?? error;
      } finally {
        pending.delete(fail);
      }
    },
    // LevelDB flushes before it looks for data to compact, and there is none after the last key.
    flush: () => store.db.compactRange(LAST, LAST),
    async close() {
      try {
        await store.db.close();
      } finally {
        process.off('uncaughtException', onUncaught);
      }
    },
  };
}

function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && 'statusCode' in error && 'body' in error)) return undefined;
  const { statusCode, body } = error;
  if (typeof statusCode !== 'number' || typeof body !== 'object' || body === null) return undefined;
  return new Refusal(statusCode, body);
}
