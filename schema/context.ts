import type { Dump } from './release/dumps/format.ts';
import type { Analysis } from './release/index/analysis.ts';
import type { Session } from './store/session.ts';

/** What resolvers read with; one per request. */
export interface Context {
  readonly session: Session;
  /** The index of the release that the session reads; fetched when first needed. */
  readonly analysis: () => Promise<Analysis>;
  /** The files of the download of that release. */
  readonly dumps: () => Promise<readonly Dump[]>;
  /**
   * Scheme and host by which the client reached the endpoint, such as `https://record.example.org`; undefined
   * when unknown.
   */
  readonly origin: string | undefined;
}
