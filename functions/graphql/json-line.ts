import type { LogEntry } from './log.ts';
import { type ColdStart, metricsOf } from './metrics.ts';

/** What a line says besides its request. */
export interface Surroundings {
  readonly stage: string;
  /** Names the code, so that a stack in the line can be read with the source map of that code. */
  readonly version: string;
  /** Given with the first request of a process. */
  readonly start: ColdStart | undefined;
}

/**
 * One line of JSON for CloudWatch: what its queries, its metrics and `npm run logs` read. The operation's
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
