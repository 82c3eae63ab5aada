import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OperatorError } from './operator-error.ts';

/**
 * The number of the account that the credentials at hand belong to, as the region itself says.
 *
 * @throws OperatorError when there are none, when AWS does not take them, or when the region does not answer
 */
export async function accountIn(region: string): Promise<string> {
  const client = new STSClient({ region, maxAttempts: 2 });
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) throw new Error('AWS named no account');
    return Account;
  } catch (error) {
    throw new OperatorError(explain(error, region), { cause: error });
  } finally {
    client.destroy();
  }
}

const SIGN_IN =
  'Set AWS_PROFILE to a profile that is signed in ("aws configure", "aws sso login"), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

function explain(error: unknown, region: string): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (/expired/i.test(`${name} ${message}`)) {
    return `The AWS credentials have expired. Sign in again, for example with "aws sso login". ${SIGN_IN}`;
  }
  if (/CredentialsProviderError|TokenProviderError/.test(name)) {
    return `No AWS credentials were found (${message}). ${SIGN_IN}`;
  }
  if (
    /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|AuthFailure|InvalidAccessKeyId/.test(name)
  ) {
    return `AWS does not take these credentials (${name}). They may be mistyped or deleted, or the region ${region} may not be enabled in the account. ${SIGN_IN}`;
  }
  if (/AccessDenied/.test(name)) {
    return `The AWS credentials may not be used here (${message}). The region ${region} may be closed to them.`;
  }
  if (
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|Timeout/.test(
      `${name} ${message} ${codeOf(error)}`,
    )
  ) {
    return `AWS cannot be reached in the region ${region}. Check the network, and the region in cdk.json.`;
  }
  return `AWS refused to say whose credentials these are: ${name}: ${message}`;
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
