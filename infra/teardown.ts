import { App, Stack } from 'aws-cdk-lib';

/**
 * The CDK app that takes stacks down. For that, CDK needs their names, regions and order, but not their
 * resources, so neither the content nor the code needs to be valid.
 *
 * Context: `stacks`, as `NAME@REGION` in order of creation, separated by commas.
 */
const app = new App();
let earlier: Stack | undefined;
for (const each of String(app.node.tryGetContext('stacks')).split(',')) {
  const [name = '', region = ''] = each.split('@');
  const stack = new Stack(app, name, { env: { region } });
  if (earlier) stack.addStackDependency(earlier);
  earlier = stack;
}
