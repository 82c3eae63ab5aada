import type { LambdaFunctionURLEvent } from 'aws-lambda';
import type { HttpRequest } from './http.ts';

/** The request in a function URL's event (payload 2.0). The request id is the client's own, or else Lambda's. */
export function requestOf(event: LambdaFunctionURLEvent): HttpRequest {
  const headers: Record<string, string> = { 'x-request-id': event.requestContext.requestId };
  for (const [name, value] of Object.entries(event.headers)) {
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: event.rawQueryString,
    headers,
    body:
      event.body === undefined
        ? undefined
        : Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}
