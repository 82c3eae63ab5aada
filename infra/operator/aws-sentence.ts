/** What the clients of AWS throw: an answer of a service, which has these, or an error of the network. */
interface AwsError extends Error {
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number | undefined };
}

/** Names by which services deny what the credentials may not do. */
const DENIED = /AccessDenied|Unauthorized|NotAuthorized|Forbidden/;
const EXPIRED = /Expired|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId/;
const BUSY = /Throttl|ProvisionedThroughput|RequestLimit|SlowDown|TooManyRequests/;
const UNREACHED =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|EPIPE|EAI_AGAIN|ETIMEDOUT|TimeoutError|NetworkingError|socket hang up/;

/** A sentence for an error of AWS's services or of the way to them; undefined for any other error. */
export function awsSentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message, $fault, $metadata } = error as AwsError;
  if ($fault === undefined && $metadata?.httpStatusCode === undefined) {
    const code = 'code' in error ? String(error.code) : '';
    if (!UNREACHED.test(`${name} ${code} ${message}`)) return undefined;
    return `AWS cannot be reached (${code || message || name}). Check the network.`;
  }
  if (EXPIRED.test(name)) return `AWS does not take the credentials (${name}). Sign in again.`;
  if (DENIED.test(name) || $metadata?.httpStatusCode === 403)
    return `AWS denies it (${name}: ${message}). The rights that publishing needs are in infra/README.md.`;
  if (BUSY.test(name)) return `AWS is busy (${name}). Try again in a minute.`;
  return `AWS answers ${name}: ${message}`;
}
