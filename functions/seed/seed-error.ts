/** A seed cannot continue, or a release cannot be read; the message tells the operator why. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}
