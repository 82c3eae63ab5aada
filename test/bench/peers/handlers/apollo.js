import { ApolloServer } from '@apollo/server';
import { handlers, startServerAndCreateLambdaHandler } from '@as-integrations/aws-lambda';
import { schema } from '../../../../schema/schema.ts';
import { contextOf } from './store.ts';

// Apollo Server on Lambda as its documentation shows it, everything at its default. In JavaScript: its types
// are not in this repository.
const server = new ApolloServer({ schema });

export const handler = startServerAndCreateLambdaHandler(
  server,
  handlers.createAPIGatewayProxyEventV2RequestHandler(),
  { context: contextOf },
);
