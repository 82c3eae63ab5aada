import type { Session } from './store/session.ts';

/** What resolvers read with: one for each request. */
export interface Context {
  readonly session: Session;
}
