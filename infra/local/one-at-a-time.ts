/** A job that never runs twice at once. */
interface Recurring {
  /**
   * Runs the job. If it is already running, it runs once more afterwards, however often this is called
   * meanwhile.
   */
  request(): void;
  /** Resolves once nothing is running or waiting. */
  idle(): Promise<void>;
}

/** @param job must not reject */
export function oneAtATime(job: () => Promise<void>): Recurring {
  let running: Promise<void> | undefined;
  let again = false;

  async function run(): Promise<void> {
    do {
      again = false;
      await job();
    } while (again);
    running = undefined;
  }

  return {
    request() {
      if (running) again = true;
      else running = run();
    },
    idle: async () => running,
  };
}
