/** What must be undone when the run ends, in the order in which it came about. */
export interface Closers {
  add(close: () => void | Promise<void>): void;
  /** Undoes everything, the latest first, each once; goes on when one fails. */
  closeAll(): Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => void | Promise<void>)[] = [];
  return {
    add: (close) => void closers.push(close),
    async closeAll() {
      for (let close = closers.pop(); close; close = closers.pop()) {
        try {
          await close();
        } catch {
          // What does not close must not keep the rest open.
        }
      }
    },
  };
}
