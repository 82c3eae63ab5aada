import {
  executeRootSelectionSet,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type ValidatedExecutionArgs,
  validateExecutionArgs,
} from 'graphql';
import type { EnginePlugin, Exchange } from './exchange.ts';
import { costOf, parseBounded, withinValidation } from './limits.ts';

/** Limits before anything is parsed and before anything is executed. */
export const enforceLimits: EnginePlugin = {
  onParse({ setParseFn }) {
    setParseFn(parseBounded);
  },
  onValidate() {
    return ({ result, setResult }) => {
      if (!result.every((error) => error instanceof GraphQLError)) return;
      setResult([...withinValidation(result)]);
    };
  },
  onExecute({ args, context, setExecuteFn, setResultAndStopExecution }) {
    const validated = validateExecutionArgs({ ...args, options: { maxCoercionErrors: 20 } });
    if (!('operation' in validated)) {
      setResultAndStopExecution({ errors: validated.map(asBadArgument) });
      return;
    }
    const refused = refusalOf(validated, context.exchange);
    if (refused) setResultAndStopExecution({ errors: [refused] });
    else setExecuteFn(() => executeRootSelectionSet(validated));
  },
};

/** Why the operation is not executed: it costs too much. */
function refusalOf(
  { schema, document, operation, rawVariableValues, contextValue }: ValidatedExecutionArgs,
  exchange: Exchange,
): GraphQLError | undefined {
  exchange.operation = operation.name?.value ?? '(unnamed)';
  exchange.operationType = operation.operation;
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  try {
    exchange.cost = costOf(schema, operation, fragments, rawVariableValues ?? {}, contextValue as object);
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function asBadArgument(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { code: 'BAD_ARGUMENT', ...error.extensions, http: { status: 400, spec: true } },
  });
}
