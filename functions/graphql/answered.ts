import type { ExecutionResult } from 'graphql';
import type { EnginePlugin, Exchange } from './exchange.ts';
import { COMPLEXITY_LIMIT } from './limits.ts';
import { outcomeOf } from './outcome.ts';

/** Gives every result its codes and its status, and its cost to who asked for it. */
export const answered: EnginePlugin = {
  onResultProcess({ result, setResult, serverContext }) {
    if (Array.isArray(result) || !isResult(result)) return;
    const { exchange, media, asked } = serverContext;
    const outcome = outcomeOf(result, media, exchange);
    const wantsCost = 'params' in asked && asked.params.extensions?.cost === true;
    setResult(
      wantsCost && exchange.cost
        ? { ...outcome, extensions: { ...outcome.extensions, cost: costExtension(exchange) } }
        : outcome,
    );
  },
};

function costExtension({ cost, meter }: Exchange) {
  return { ...cost, complexityLimit: COMPLEXITY_LIMIT, ...meter };
}

function isResult(value: object): value is ExecutionResult {
  return !(Symbol.asyncIterator in value);
}
