import { usePersistedOperations as persistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { answered } from './answered.ts';
import { bounded } from './bounded.ts';
import { type DocumentCache, documentCache } from './document-cache.ts';
import type { EnginePlugin, ServerContext } from './exchange.ts';
import type { Params } from './params.ts';
import { type Documents, documentNotFound } from './persisted.ts';
import type { Precompiled } from './precompiled.ts';

/** GraphQL Yoga with everything off that the front door does itself or does not offer. */
export function createEngine(schema: GraphQLSchema, documents: Documents, precompiled: Precompiled) {
  const cache = documentCache(precompiled);
  return createYoga<ServerContext>({
    schema,
    plugins: [parametersAsRead, persisted(documents), validBefore(cache), bounded, answered],
    parserAndValidationCache: {
      documentCache: cache,
      errorCache: { get: () => undefined, set: () => {} },
    },
    maxRequestBodySize: false,
    maskedErrors: false,
    logging: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
  });
}

/** The parameters were read before Yoga, because the entity tag is made of them. */
const parametersAsRead: EnginePlugin = {
  onRequestParse({ serverContext, setRequestParser }) {
    setRequestParser(() => {
      const { asked } = serverContext;
      if ('failure' in asked) throw asked.failure;
      return asked.params;
    });
  },
};

/** What was validated when the function was built need not be so again. */
function validBefore(cache: DocumentCache): EnginePlugin {
  return {
    onValidate({ params, setResult }) {
      if (cache.isPrecompiled(params.documentAST)) setResult([]);
    },
  };
}

function persisted(documents: Documents) {
  const idOf = (params: Params) => params.documentId ?? null;
  return persistedOperations({
    allowArbitraryOperations: true,
    extractPersistedOperationId: idOf,
    getPersistedOperation: (id) => documents.get(id) ?? null,
    customErrors: { notFound: ({ params }) => documentNotFound(idOf(params) ?? '') },
  });
}
