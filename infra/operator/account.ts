import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { explain } from './aws-error.ts';
import { OperatorError } from './operator-error.ts';

/**
 * The number of the account that the current credentials belong to, as reported by the region.
 *
 * @throws OperatorError if there are none, if AWS rejects them, or if the region does not respond
 */
export async function accountIn(region: string): Promise<string> {
  const client = new STSClient({ region, maxAttempts: 2 });
  try {
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (Account === undefined) throw new Error('AWS returned no account');
    return Account;
  } catch (error) {
    throw new OperatorError(
      explain(error, region) ?? `AWS did not return the account of these credentials: ${error}`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
