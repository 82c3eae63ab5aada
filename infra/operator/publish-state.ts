import { REUSE } from '../../functions/graphql/caching.ts';
import { LONGEST_WAIT } from '../../functions/seed/lease.ts';
import type { Terminal } from '../terminal.ts';

/** What a publish has changed so far, for a user who stops it or sees it fail. */
export const STATES = {
  checking: 'Nothing was touched.',
  uploading:
    'The live release has not changed. Files of the new release may be in the bucket, where nobody reads them; run the command again to continue.',
  writing:
    'The live release has not changed. What was written is in a slot that nobody reads; run the command again to continue.',
  live: `The new release is live. The edge may show the previous one for ${(REUSE.edge + REUSE.stale) / 60} more minutes.`,
} as const;
export type State = keyof typeof STATES;

/** How this process is interrupted and exits. */
export interface Interrupts {
  /** Returns a function that stops listening. */
  on(listener: () => void): () => void;
  exit(code: number): void;
}

export const ofProcess: Interrupts = {
  on(listener) {
    process.on('SIGINT', listener);
    return () => process.off('SIGINT', listener);
  },
  exit: (code) => process.exit(code),
};

/** The progress of a publish. */
export interface Course {
  state: State;
  /** Whether the seed should end at its next step. */
  readonly isStopped: () => boolean;
  readonly release: () => void;
}

/**
 * Begins a publish. The first Ctrl-C stops the writing after the current step, so that the next publish need
 * not wait; a second one, or the first outside of the writing, ends the process. Both are safe, and print
 * what has changed so far.
 */
export function begin(terminal: Terminal, interrupts: Interrupts): Course {
  let isStopped = false;
  const course = {
    state: 'checking' as State,
    isStopped: () => isStopped,
    release: interrupts.on(() => {
      if (course.state !== 'writing' || isStopped) {
        const minutes = LONGEST_WAIT / 60_000;
        const wait =
          course.state === 'writing' ? ` The next publish may have to wait up to ${minutes} minutes.` : '';
        terminal.complain(`Stopped. ${STATES[course.state]}${wait}`);
        interrupts.exit(130);
        return;
      }
      isStopped = true;
      terminal.say('Stopping after this step. Press Ctrl-C again to stop at once.');
    }),
  };
  return course;
}
