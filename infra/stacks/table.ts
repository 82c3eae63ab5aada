import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { INDEX, KEY } from '../../schema/store/keys.ts';
import type { Config } from './config.ts';

/** The table that a deployment serves: the stack's own, or one that was restored from it. */
export interface ServedTable {
  readonly name: string;
  readonly arn: string;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The deployment's own table. Its rows can be rebuilt from the content at any time, but its past cannot, so
 * it is kept when the stack is deleted, is protected from deletion, and can be restored to any second of the
 * last 35 days.
 */
export function addTable(stack: Stack, { maxReadUnits, maxWriteUnits }: Config): ServedTable {
  // A limit of the table does not apply to its index, which has its own
  // (docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html).
  const limits = {
    ...(maxReadUnits === undefined ? {} : { maxReadRequestUnits: maxReadUnits }),
    ...(maxWriteUnits === undefined ? {} : { maxWriteRequestUnits: maxWriteUnits }),
  };
  const table = new TableV2(stack, 'Table', {
    partitionKey: text(KEY.partition),
    sortKey: text(KEY.sort),
    globalSecondaryIndexes: [
      {
        indexName: INDEX.name,
        partitionKey: text(INDEX.partition),
        sortKey: text(INDEX.sort),
        ...limits,
      },
    ],
    billing: Billing.onDemand(limits),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  return { name: table.tableName, arn: table.tableArn };
}

/** A table outside the stack, by name. */
export const restoredTable = (stack: Stack, name: string): ServedTable => ({
  name,
  arn: stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: name }),
});

/** The right to these actions on the table, and to query its index. */
export const rightTo = (table: ServedTable, actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.arn],
  });

export const rightToIndex = (table: ServedTable): PolicyStatement =>
  new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${table.arn}/index/${INDEX.name}`] });
