import { Duration } from 'aws-cdk-lib';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  RuntimeManagementMode,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Bundle } from '../bundle/bundle.ts';
import { logGroup } from './log-group.ts';
import { except } from './nag-exceptions.ts';

interface FunctionOptions {
  /** A bundle, or code that is only made during the deploy. */
  readonly bundle: Bundle | Code;
  /** Name of the export of `lambda.ts`. */
  readonly handler: string;
  readonly description: string;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly logDays: RetentionDays;
  /** Traces requests with X-Ray. */
  readonly tracing?: boolean;
  /** Maximum number of concurrent executions. */
  readonly concurrency?: number | undefined;
  /**
   * Changes Node's build only when the function changes, because a code cache works with only one build
   * (docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html).
   */
  readonly pinsRuntime?: boolean;
}

/** A function with its own role. */
export type OwnFunction = LambdaFunction & { readonly role: IRole };

/** A function that may only write its log; its users grant it more. */
export function addFunction(scope: Construct, id: string, options: FunctionOptions): OwnFunction {
  const log = logGroup(scope, `${id}Log`, options.logDays);
  // A role of our own: CDK's has AWS's managed policy, which allows writing to every log group of the
  // account.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  log.grantWrite(role);
  const { bundle, tracing = false, concurrency } = options;
  const added = new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_24_X,
    // A fifth cheaper than x86 for the same duration, and the bundle has no native code.
    architecture: Architecture.ARM_64,
    code: bundle instanceof Code ? bundle : Code.fromAsset(bundle.folder, { assetHash: bundle.hash }),
    handler: `index.${options.handler}`,
    description: options.description,
    memorySize: options.memory,
    timeout: Duration.seconds(options.timeout),
    environment: { ...options.environment },
    role,
    logGroup: log,
    loggingFormat: LoggingFormat.JSON,
    ...(tracing ? { tracing: Tracing.ACTIVE } : {}),
    ...(concurrency === undefined ? {} : { reservedConcurrentExecutions: concurrency }),
    ...(options.pinsRuntime ? { runtimeManagementMode: RuntimeManagementMode.FUNCTION_UPDATE } : {}),
  });
  except(added, 'It is called synchronously, so its callers get the error.', 'Serverless-LambdaDLQ');
  if (tracing)
    except(
      role,
      'X-Ray actions do not support resource-level permissions.',
      'AwsSolutions-IAM5[Resource::*]',
    );
  else except(added, 'The setting tracing turns traces on.', 'Serverless-LambdaTracing');
  return added as OwnFunction;
}
