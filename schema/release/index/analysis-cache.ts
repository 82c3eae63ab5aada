import { createHash } from 'node:crypto';
import type { Head, IndexFile } from '../../store/rows.ts';
import { latestOf } from '../latest.ts';
import type { Analysis } from './analysis.ts';

/** Fetches the bytes of an index file. */
export type IndexSource = (file: IndexFile) => Promise<Uint8Array>;

/** The index of the release is unavailable: it is missing, truncated, changed, or of another layout. */
export class IndexUnavailableError extends Error {
  override readonly name = 'IndexUnavailableError';
}

/** The indexes that a process has opened. */
export interface Analyses {
  /**
   * The index of a release, fetched when first needed.
   *
   * @throws IndexUnavailableError
   */
  of(head: Pick<Head, 'release' | 'index'>): Promise<Analysis>;
}

/** Opens indexes on demand, and keeps those of the latest releases. */
export function createAnalysisCache(source: IndexSource): Analyses {
  async function open({ release, index }: Pick<Head, 'release' | 'index'>): Promise<Analysis> {
    if (!index) throw new IndexUnavailableError(`release ${release} has no index`);
    try {
      const bytes = await source(index);
      if (bytes.byteLength !== index.bytes) {
        throw new Error(`it has ${bytes.byteLength} bytes instead of ${index.bytes}`);
      }
      if (createHash('sha256').update(bytes).digest('hex') !== index.sha256)
        throw new Error('its hash differs');
      const { openAnalysis } = await import('./engine.ts');
      return openAnalysis(bytes);
    } catch (cause) {
      throw new IndexUnavailableError(`the index ${index.key} cannot be used`, { cause });
    }
  }

  return { of: latestOf(({ release, index }) => index?.sha256 ?? release, open) };
}
