/** Something that the user can fix. The message says what and how, and no stack trace is shown. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The system's error code, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
