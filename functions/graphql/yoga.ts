import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { type DocumentCache, documentCache } from './document-cache.ts';
import { enforceLimits } from './enforce-limits.ts';
import type { EnginePlugin, ServerContext } from './exchange.ts';
import type { Precompiled } from './precompiled.ts';
import { shapeResult } from './result.ts';

/** GraphQL Yoga, without everything that the handler does itself or does not offer. */
export function createEngine(schema: GraphQLSchema, precompiled: Precompiled) {
  const cache = documentCache(precompiled);
  return createYoga<ServerContext>({
    schema,
    plugins: [
      // Parameters: the ones that the endpoint has read.
      useReadParameters,
      // Validation: skipped for what was validated at build time.
      skipValidated(cache),
      // Parsing, validation and execution: limits on size and cost.
      enforceLimits,
      // The result: codes, status and cost.
      shapeResult,
    ],
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

/** The endpoint reads the parameters before Yoga does, because the entity tag is made from them. */
const useReadParameters: EnginePlugin = {
  onRequestParse({ serverContext, setRequestParser }) {
    setRequestParser(() => {
      const { asked } = serverContext;
      if ('failure' in asked) throw asked.failure;
      return asked.params;
    });
  },
};

/** Validating again what was validated at build time would double the cold start. */
function skipValidated(cache: DocumentCache): EnginePlugin {
  return {
    onValidate({ params, setResult }) {
      if (cache.isPrecompiled(params.documentAST)) setResult([]);
    },
  };
}
