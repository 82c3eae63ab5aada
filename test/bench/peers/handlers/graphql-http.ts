import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createHandler } from 'graphql-http';
import { schema } from '../../../../schema/schema.ts';
import { contextOf } from './store.ts';

const handle = createHandler({ schema, context: contextOf });

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const [body, { status, headers = {} }] = await handle({
    method: event.requestContext.http.method,
    url: `${event.rawPath}?${event.rawQueryString}`,
    headers: event.headers,
    body: event.body ?? null,
    raw: event,
    context: undefined,
  });
  return { statusCode: status, headers: { ...headers }, body: body ?? '' };
}
