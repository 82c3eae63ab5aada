import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { VIEWER_HOST_HEADER } from '../../functions/graphql/origin-secret.ts';

/**
 * Runs in CloudFront for each request before the cache lookup. A function URL is called by its own host name,
 * so the host name that the client used is passed in a header. The client's own value of that header is
 * replaced, and CloudFront rejects requests whose `Host` is not one of its own names
 * (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/example-function-add-cors-header-request.html
 * reads it the same way).
 */
const VIEWER_HOST_CODE = `function handler(event) {
  var request = event.request;
  request.headers['${VIEWER_HOST_HEADER}'] = { value: request.headers.host.value };
  return request;
}
`;

/** @param name unique among all CloudFront functions of the account; at most 64 characters */
export const addViewerHost = (scope: Construct, name: string): EdgeFunction =>
  new EdgeFunction(scope, 'ViewerHost', {
    functionName: name,
    code: FunctionCode.fromInline(VIEWER_HOST_CODE),
    runtime: FunctionRuntime.JS_2_0,
    comment: 'Passes the host name that the client used to the endpoint',
  });
