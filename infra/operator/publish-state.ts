import { REUSE } from '../../functions/graphql/caching.ts';
import { LONGEST_WAIT } from '../../functions/seed/lease.ts';
import type { Terminal } from '../local/terminal.ts';

/** What a publish has changed so far, for whoever stops it or sees it fail. */
export const STATES = {
  checking: 'Nothing was touched.',
  uploading:
    'What is live has not changed. Files of the new release may be in the bucket, where nobody reads them; run it again to go on.',
  writing: 'What is live has not changed. What was written is where nobody reads it; run it again to go on.',
  live: `The new release is live. The edge may show the one before for ${(REUSE.edge + REUSE.stale) / 60} minutes more.`,
} as const;
export type State = keyof typeof STATES;

/** How this process is interrupted and ended. */
export interface Interrupts {
  /** Returns what ends the listening. */
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

/** How far a publish has come. */
export interface Course {
  state: State;
  /** Whether the seed is to end at its next step. */
  readonly isStopped: () => boolean;
  readonly release: () => void;
}

/**
 * Begins a publish. The first Ctrl-C ends the writing at its next step, so that the next publish need not
 * wait; a second one, and the first outside of the writing, ends the process. All are safe, and say what
 * state things are in.
 */
export function begin(terminal: Terminal, interrupts: Interrupts): Course {
  let isStopped = false;
  const course = {
    state: 'checking' as State,
    isStopped: () => isStopped,
    release: interrupts.on(() => {
      if (course.state !== 'writing' || isStopped) {
        const minutes = LONGEST_WAIT / 60_000;
        const wait = course.state === 'writing' ? ` The next publish waits ${minutes} minutes at most.` : '';
        terminal.complain(`Stopped. ${STATES[course.state]}${wait}`);
        interrupts.exit(130);
        return;
      }
      isStopped = true;
      terminal.say('Stopping after this step; Ctrl-C again stops at once.');
    }),
  };
  return course;
}
