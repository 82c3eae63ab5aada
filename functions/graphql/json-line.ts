import type { LogEntry } from './log.ts';
import { type ColdStart, metricsOf } from './metrics.ts';

/** What a line contains besides its request. */
export interface Surroundings {
  readonly stage: string;
  /** Identifies the code, so that a stack trace in the line can be mapped to its sources. */
  readonly version: string;
  /** Present for the first request of a process. */
  readonly start: ColdStart | undefined;
}

/**
 * One line of JSON for CloudWatch, read by its queries, its metrics and `npm run logs`. The operation's
 * fields are named as in OpenTelemetry's conventions
 * (opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/).
 */
export function jsonLine(entry: LogEntry, { stage, version, start }: Surroundings): string {
  const { operation, operationType, ids, ...rest } = entry;
  return JSON.stringify({
    level: entry.causes ? 'ERROR' : 'INFO',
    message: 'request',
    ...rest,
    ...(operation === undefined ? {} : { 'graphql.operation.name': operation }),
    ...(operationType === undefined ? {} : { 'graphql.operation.type': operationType }),
    ...ids,
    ...(start === undefined ? {} : { 'faas.coldstart': true, codeCache: start.codeCache }),
    version,
    ...metricsOf(entry, stage, start),
  });
}
