import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { VIEWER_HOST_HEADER } from '../../functions/graphql/origin-secret.ts';

/**
 * What CloudFront runs for each request before it looks into its cache. A function URL is asked by its own
 * host name, so the name by which the client asked goes along in a header. Whatever a client puts into that
 * header is replaced, and CloudFront answers no request whose `Host` is not one of its own names
 * (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/example-function-add-cors-header-request.html
 * reads it the same way).
 */
const VIEWER_HOST_CODE = `function handler(event) {
  var request = event.request;
  request.headers['${VIEWER_HOST_HEADER}'] = { value: request.headers.host.value };
  return request;
}
`;

/** @param name unique among all functions of CloudFront in the account; 64 characters at most */
export const addViewerHost = (scope: Construct, name: string): EdgeFunction =>
  new EdgeFunction(scope, 'ViewerHost', {
    functionName: name,
    code: FunctionCode.fromInline(VIEWER_HOST_CODE),
    runtime: FunctionRuntime.JS_2_0,
    comment: 'Tells the endpoint the name by which it was asked',
  });
