import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createYoga } from 'graphql-yoga';
import { schema } from '../../../../schema/schema.ts';
import { contextOf } from './store.ts';

// Yoga on Lambda as its documentation shows it, everything at its default.
const yoga = createYoga({ schema, context: contextOf });

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const response = await yoga.fetch(`http://localhost${event.rawPath}?${event.rawQueryString}`, {
    method: event.requestContext.http.method,
    headers: event.headers as HeadersInit,
    ...(event.body === undefined
      ? {}
      : { body: Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') }),
  });
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers.entries()),
    body: await response.text(),
    isBase64Encoded: false,
  };
}
