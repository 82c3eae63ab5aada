import {
  type ExecutionResult,
  executeRootSelectionSet,
  GraphQLError,
  type ValidatedExecutionArgs,
  validate,
  validateExecutionArgs,
} from 'graphql';
import { OverBudgetError } from '../../schema/store/meter.ts';
import type { EnginePlugin, Exchange } from './exchange.ts';
import { costOf, tooComplex } from './limits.ts';
import { parseDocument } from './parse-document.ts';
import { OneOfVariablesRule, refusalOfOverlaps } from './validation.ts';

/**
 * Number of errors after which validation of the document and the variables stops; people fix a few at a
 * time.
 */
const VALIDATION_ERRORS = 20;

/**
 * Checks limits before a document is parsed, validated and executed, and stops an execution that exceeds its
 * budget.
 */
export const enforceLimits: EnginePlugin = {
  onParse({ setParseFn }) {
    setParseFn(parseDocument);
  },
  onValidate({ params: { documentAST }, addValidationRule, setValidationFn, setResult }) {
    const refused = refusalOfOverlaps(documentAST);
    if (refused) setResult([refused]);
    addValidationRule(OneOfVariablesRule);
    setValidationFn((schema, document, rules) =>
      validate(schema, document, rules, { maxErrors: VALIDATION_ERRORS }),
    );
  },
  onExecute({ args, context, setExecuteFn, setResultAndStopExecution }) {
    const validated = validateExecutionArgs({ ...args, options: { maxCoercionErrors: VALIDATION_ERRORS } });
    if (!('operation' in validated)) {
      setResultAndStopExecution({ errors: validated.map(asBadArgument) });
      return;
    }
    const refused = refusalOf(validated, context.exchange);
    if (refused) setResultAndStopExecution({ errors: [refused] });
    else setExecuteFn(() => execute(validated));
  },
};

/** The error for an operation that would cost too much. */
function refusalOf(validated: ValidatedExecutionArgs, exchange: Exchange): GraphQLError | undefined {
  exchange.operation = validated.operation.name?.value ?? '(unnamed)';
  exchange.operationType = validated.operation.operation;
  try {
    exchange.cost = costOf(validated);
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/**
 * Executes an operation. If it exceeds its budget, only that error is returned, because which fields were
 * resolved by then is arbitrary.
 */
async function execute(validated: ValidatedExecutionArgs): Promise<ExecutionResult> {
  const result = await executeRootSelectionSet(validated);
  for (const { originalError } of result.errors ?? []) {
    if (originalError instanceof OverBudgetError) return { data: null, errors: [overBudget(originalError)] };
  }
  return result;
}

const WHAT: Readonly<Record<OverBudgetError['budget'], string>> = {
  requests: 'database requests',
  readUnits: 'database read units',
  rows: 'database rows',
  values: 'values in lists',
  characters: 'characters of text',
};

function overBudget({ budget, used, limit }: OverBudgetError): GraphQLError {
  return tooComplex(
    `This operation was stopped at ${used} ${WHAT[budget]}; the limit is ${limit}. ` +
      'Ask for smaller pages ("first" or "last"), fewer nested lists, or less selective filters.',
    { budget, cost: used, limit },
  );
}

function asBadArgument(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { code: 'BAD_ARGUMENT', ...error.extensions, http: { status: 400, spec: true } },
  });
}
