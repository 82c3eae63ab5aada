import {
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
} from 'graphql';
import type { EnginePlugin, Exchange } from './exchange.ts';
import { costOf, parseBounded, withinValidation } from './limits.ts';

/** Limits before anything is parsed and before anything is executed. */
export const bounded: EnginePlugin = {
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
    setExecuteFn(execute);
    const refused = refusalOf(args, context.exchange);
    if (refused) setResultAndStopExecution(refused);
  },
};

/** The result to give in place of executing: the variables are wrong, or the operation costs too much. */
function refusalOf(args: ExecutionArgs, exchange: Exchange): ExecutionResult | undefined {
  const { schema, document, operationName, contextValue } = args;
  const variables = args.variableValues ?? {};
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  exchange.operation = operation.name?.value ?? '(unnamed)';
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 20,
  });
  if (coerced.errors) return { errors: coerced.errors.map(asBadArgument) };
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  try {
    exchange.cost = costOf(schema, operation, fragments, variables, contextValue as object);
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function asBadArgument(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { code: 'BAD_ARGUMENT', ...error.extensions, http: { status: 400, spec: true } },
  });
}
