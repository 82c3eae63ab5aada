import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { traceIds } from './exchange.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/**
 * The request in a function URL's event (payload 2.0). The request id is the client's if it sends one,
 * otherwise the function URL's.
 *
 * @param invocation id of Lambda's invocation
 */
export function requestOf(event: LambdaFunctionURLEvent, invocation: string): HttpRequest {
  const headers: Record<string, string> = { 'x-request-id': event.requestContext.requestId };
  for (const [name, value] of Object.entries(event.headers)) {
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  // The `Host` header comes from the client; this is the name by which Lambda found the function.
  const { domainName } = event.requestContext;
  if (domainName) headers.host = domainName;
  const edgeId = headers['x-amz-cf-id'];
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: event.rawQueryString,
    headers,
    body:
      event.body === undefined
        ? undefined
        : Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8'),
    ids: {
      'faas.invocation_id': invocation,
      ...traceIds(headers),
      // Anyone may send this header, so it is cut to the length of CloudFront's own ids.
      ...(edgeId === undefined ? {} : { 'cloudfront.request_id': edgeId.slice(0, 100) }),
    },
  };
}

/**
 * The response in the form that a function URL expects in invoke mode BUFFERED.
 *
 * The body is always base64: a compressed one has to be, and the URL sends the decoded bytes with the headers
 * given here. Not RESPONSE_STREAM: that mode decompresses the body and drops `Content-Encoding`
 * (github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/96), which CloudFront answered with 502
 * (github.com/opennextjs/opennextjs-aws/issues/1127).
 */
export function resultOf({ status, headers, body }: HttpResponse): LambdaFunctionURLResult {
  return {
    statusCode: status,
    headers,
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64'),
    isBase64Encoded: true,
  };
}
