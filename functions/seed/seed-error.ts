/** A seed cannot go on, or a release cannot be read; the message says why, for the operator. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}
