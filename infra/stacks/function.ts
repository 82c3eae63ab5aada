import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Bundle } from '../bundle/bundle.ts';
import { except } from './exception.ts';
import { logGroup } from './log-group.ts';

export interface FunctionOptions {
  readonly bundle: Bundle;
  /** Name of the export of `lambda.ts`. */
  readonly handler: string;
  readonly description: string;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly logDays: RetentionDays;
}

/** A function that may write its log and nothing else; what more it may do is said where it is used. */
export function addFunction(scope: Construct, id: string, options: FunctionOptions): LambdaFunction {
  const log = logGroup(scope, `${id}Log`, options.logDays);
  // A role of our own: CDK's would bear AWS's managed policy, which allows writing to every log group of the account.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  log.grantWrite(role);
  const added = new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_24_X,
    // A fifth cheaper than x86 for the same time, and the bundle has no native code.
    architecture: Architecture.ARM_64,
    // The code alone says whether there is something to deploy; a code cache beside it differs from run to run.
    code: Code.fromAsset(options.bundle.folder, { assetHash: options.bundle.hash }),
    handler: `index.${options.handler}`,
    description: options.description,
    memorySize: options.memory,
    timeout: Duration.seconds(options.timeout),
    environment: { ...options.environment },
    role,
    logGroup: log,
    loggingFormat: LoggingFormat.JSON,
  });
  except(
    added,
    'It is only called by what waits for its answer, and gets the error.',
    'Serverless-LambdaDLQ',
  );
  except(
    added,
    'Each request logs its own time, reads and cost; a trace would say no more and cost more than the request.',
    'Serverless-LambdaTracing',
  );
  return added;
}
