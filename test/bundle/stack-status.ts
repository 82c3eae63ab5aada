import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As much of CloudFormation as the seed asks for: the status of a stack. */
export interface StackStatus {
  readonly address: string;
  /** What a stack is said to be, such as UPDATE_IN_PROGRESS. */
  set(status: string): void;
  close(): Promise<void>;
}

export async function startStackStatus(): Promise<StackStatus> {
  let status = 'UPDATE_IN_PROGRESS';
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end(
      `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>data</StackName><StackStatus>${status}</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
