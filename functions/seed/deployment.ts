import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Pointer, PointerRow } from './pointer.ts';

/** A request by CloudFormation about the content of a stack. */
interface DeployRequest {
  /** CloudFormation's id of the request, the same for each attempt. */
  readonly id: string;
  readonly release: string;
  /** For a rollback: the release of the deploy being undone. */
  readonly undone: string | null;
}

/**
 * Records a request in the pointer: seeds that serve an earlier one, as the waiter of a cancelled update
 * does, end at their next step. A rollback requests what was live before the deploy being undone. That need
 * not be the content of the previous deploy, because something may have been published since. It requests
 * nothing if the deploy being undone never went live.
 */
export async function noteRequest(row: PointerRow, request: DeployRequest): Promise<void> {
  for (;;) {
    const held = await row.read();
    const { pointer } = held;
    if (pointer.deploy?.request === request.id) return;
    const before = pointer.live?.release ?? null;
    const to = (request.undone === null ? null : beforeDeploy(pointer, request.undone)) ?? request.release;
    if (await row.swap(held, { ...pointer, deploy: { request: request.id, to, before } })) return;
  }
}

function beforeDeploy({ live, deploy }: Pointer, undone: string): string | null {
  const isLive = deploy?.to === undone && live?.release === undone;
  return isLive ? deploy.before : (live?.release ?? null);
}

/** Whether a stack is being rolled back. */
export async function isRollingBack(stack: string): Promise<boolean> {
  const client = new CloudFormationClient();
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    return Stacks[0]?.StackStatus?.includes('ROLLBACK') ?? false;
  } finally {
    client.destroy();
  }
}
