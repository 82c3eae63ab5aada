/**
 * Something that the person at the terminal can put right: its message says what and how, and no stack is
 * shown.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The system's name for an error, like ENOENT. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
