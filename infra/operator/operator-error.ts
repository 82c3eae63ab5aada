/**
 * What is asked cannot be done as things stand; the message says why and what to do, for the person at the
 * terminal.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
