import { App, Stack } from 'aws-cdk-lib';

/**
 * The CDK app that takes stacks down. For that, CDK needs their names, their regions and their order, but
 * nothing of what is in them: neither the content nor the code has to be in order.
 *
 * Context: `stacks`, as `NAME@REGION` in the order in which they were made, separated by commas.
 */
const app = new App();
let earlier: Stack | undefined;
for (const each of String(app.node.tryGetContext('stacks')).split(',')) {
  const [name = '', region = ''] = each.split('@');
  const stack = new Stack(app, name, { env: { region } });
  if (earlier) stack.addStackDependency(earlier);
  earlier = stack;
}
