import type { Analysis } from './release/index/analysis.ts';
import type { Session } from './store/session.ts';

/** What resolvers read with: one for each request. */
export interface Context {
  readonly session: Session;
  /** The index of the release that the session reads; fetched when it is first needed. */
  readonly analysis: () => Promise<Analysis>;
}
