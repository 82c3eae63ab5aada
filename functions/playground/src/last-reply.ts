import { type Chart, findCharts } from './charts/find-charts.ts';
import type { Answer, Reply } from './endpoint.ts';
import { createSignal } from './signal.ts';

/** What the page shows about an answer besides its JSON. */
export interface Facts {
  status: number;
  ms: number;
  size: number;
  charts: readonly Chart[];
  cost?: { complexity: number; limit: number };
  error?: { code: string; message: string; cost?: number; limit?: number; more: number };
}

/** Facts about the last answer; null before the first one and while the next is loading. */
export const lastReply = createSignal<Facts | null>(null);

export function factsOf({ answer, status, ms, size }: Reply): Facts {
  const cost = costIn(answer);
  const error = errorIn(answer);
  return {
    status,
    ms,
    size,
    charts: findCharts(answer.data),
    ...(cost ? { cost } : {}),
    ...(error ? { error } : {}),
  };
}

/** The answer without the cost, which only this page asked for. */
export function withoutCost({ extensions, ...answer }: Answer): Answer {
  const { cost: _cost, ...others } = extensions ?? {};
  return Object.keys(others).length > 0 ? { ...answer, extensions: others } : answer;
}

function costIn({ extensions }: Answer): Facts['cost'] {
  const cost: unknown = extensions?.cost;
  if (typeof cost !== 'object' || cost === null) return undefined;
  const { complexity, complexityLimit } = cost as Record<string, unknown>;
  if (typeof complexity !== 'number' || typeof complexityLimit !== 'number') return undefined;
  return { complexity, limit: complexityLimit };
}

function errorIn({ errors }: Answer): Facts['error'] {
  const [first, ...others] = errors ?? [];
  if (!first) return undefined;
  const { code = 'ERROR', cost, limit } = first.extensions ?? {};
  return {
    code,
    message: first.message,
    ...(cost !== undefined && limit !== undefined ? { cost, limit } : {}),
    more: others.length,
  };
}
