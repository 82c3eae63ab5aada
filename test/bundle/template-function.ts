import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';

/** What Lambda is told of a function. */
export interface FunctionConfiguration {
  /** Folder of its code. */
  readonly code: string;
  readonly handler: string;
  readonly runtime: string;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** Variables whose values are known before it is deployed; of the others the names. */
  readonly environment: Readonly<Record<string, string>>;
  readonly unresolved: readonly string[];
}

interface Resource {
  readonly Properties: {
    readonly Code: { readonly S3Key: unknown };
    readonly Handler: string;
    readonly Runtime: string;
    readonly MemorySize: number;
    readonly Timeout: number;
    readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
  };
}

/**
 * The function of a template whose logical id begins so, with the code that was synthesized for it into the
 * assembly's folder.
 */
export function functionIn(folder: string, template: Template, id: string): FunctionConfiguration {
  const found = Object.entries(template.findResources('AWS::Lambda::Function')).find(([logicalId]) =>
    new RegExp(`^${id}[0-9A-F]{8}$`).test(logicalId),
  );
  if (!found) throw new Error(`the template has no function ${id}`);
  const { Properties } = found[1] as Resource;
  const key = keyOf(Properties.Code.S3Key, template);
  const variables = Object.entries(Properties.Environment?.Variables ?? {});
  return {
    code: join(folder, `asset.${key.replace('.zip', '')}`),
    handler: Properties.Handler,
    runtime: Properties.Runtime,
    memory: Properties.MemorySize,
    timeout: Properties.Timeout,
    environment: Object.fromEntries(
      variables.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
    unresolved: variables.flatMap(([name, value]) => (typeof value === 'string' ? [] : [name])),
  };
}

/** The key of a function's code; of code that the deploy makes, the key of what it is made from. */
function keyOf(key: unknown, template: Template): string {
  if (typeof key === 'string') return key;
  const [made] = Object.values(template.findResources('Custom::EndpointCode'));
  return String(made?.Properties.PlainKey);
}
