import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { explain } from './aws-error.ts';
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
    throw new OperatorError(
      explain(error, region) ?? `AWS does not say whose credentials these are: ${error}`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
