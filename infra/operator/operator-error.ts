/** The command cannot be carried out; the message tells the user why and what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
