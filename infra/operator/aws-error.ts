const SIGN_IN =
  'Set AWS_PROFILE to a profile that is signed in ("aws configure", "aws sso login"), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/**
 * Explains an error from AWS or on the way there, and says what to do.
 *
 * @returns undefined for any other error
 */
export function explain(error: unknown, region: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (/expired/i.test(name) || /token.*expired|expired.*token/i.test(message)) {
    return `The AWS credentials have expired. Sign in again, for example with "aws sso login". ${SIGN_IN}`;
  }
  if (/CredentialsProviderError|TokenProviderError/.test(name)) {
    return `No AWS credentials were found (${message}). ${SIGN_IN}`;
  }
  if (
    /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|AuthFailure|InvalidAccessKeyId/.test(name)
  ) {
    return `AWS rejected these credentials (${name}). They may be mistyped or deleted, or the region ${region} may not be enabled in the account. ${SIGN_IN}`;
  }
  if (/AccessDenied|Forbidden/.test(name) || statusOf(error) === 403) {
    return `The AWS credentials lack a right in the region ${region}: ${sentence(message)}`;
  }
  if (
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|Timeout/.test(
      `${name} ${message} ${codeOf(error)}`,
    )
  ) {
    return `AWS cannot be reached in the region ${region}. Check the network, and the region in cdk.json.`;
  }
  if (/Throttl|ProvisionedThroughput|RequestLimit|SlowDown|TooManyRequests/.test(name)) {
    return `AWS is busy (${name}). Try again in a minute.`;
  }
  return '$fault' in error ? `AWS responded with ${name}: ${sentence(message)}` : undefined;
}

const sentence = (message: string): string => (message.endsWith('.') ? message : `${message}.`);

/** The HTTP status of a service's response. */
const statusOf = (error: Error & { $metadata?: { httpStatusCode?: number } }) =>
  error.$metadata?.httpStatusCode;

const codeOf = (error: object): string => ('code' in error ? String(error.code) : '');
