import { env } from 'node:process';

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the deployed function. Lambda puts the credentials of the role into the
 * environment, where they stay for the life of the process; the chain that also looks into files, single sign-on and instance metadata is
 * a fifth of the bundle.
 */
export const defaultProvider = () => async () => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) throw new Error('The environment holds no credentials.');
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};
