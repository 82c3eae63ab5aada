import type { CodeCache } from './environment.ts';
import type { LogEntry } from './log.ts';

/** The CloudWatch namespace of the metrics, read by the alarms and the dashboard. */
export const NAMESPACE = 'Communique';

/**
 * Metrics of a stage. CloudWatch extracts them from the log lines, so they cost a request only some bytes of
 * its line: see
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html.
 */
export const METRIC = {
  requests: 'Requests',
  /** Requests with an error, by the dimension `code`; a request counts once, under its most serious code. */
  errors: 'Errors',
  /** Requests that failed through no fault of the client. GraphQL answers many of them with status 200. */
  failures: 'Failures',
  milliseconds: 'Milliseconds',
  readUnits: 'ReadUnits',
  costPoints: 'CostPoints',
  coldStarts: 'ColdStarts',
  codeCacheAccepted: 'CodeCacheAccepted',
  codeCacheRejected: 'CodeCacheRejected',
} as const;

/** Codes of requests that fail through no fault of the client, most serious first. */
export const FAILURE_CODES: readonly string[] = [
  'INTERNAL',
  'TIMEOUT',
  'UNAVAILABLE',
  'INDEX_UNAVAILABLE',
  'DUMPS_UNAVAILABLE',
];

/** Throttling is not the client's fault either, but a short burst of it is no reason to wake anyone. */
const GRAVE = [...FAILURE_CODES, 'THROTTLED'];

/** What the first request of a process reports about its start. */
export interface ColdStart {
  readonly codeCache: CodeCache;
}

/** The members that turn a log line into metrics (Embedded Metric Format). */
export function metricsOf(entry: LogEntry, stage: string, start: ColdStart | undefined): object {
  const code = gravest(entry);
  const ofStage = {
    [METRIC.requests]: 1,
    [METRIC.failures]: isFailure(entry) ? 1 : 0,
    [METRIC.milliseconds]: entry.ms,
    ...(entry.readUnits === undefined ? {} : { [METRIC.readUnits]: entry.readUnits }),
    ...(entry.complexity === undefined ? {} : { [METRIC.costPoints]: entry.complexity }),
    ...(start === undefined ? {} : startOf(start)),
  };
  const directives = [directive(['stage'], Object.keys(ofStage))];
  if (code !== undefined) directives.push(directive(['stage', 'code'], [METRIC.errors]));
  return {
    _aws: { Timestamp: Date.parse(entry.time), CloudWatchMetrics: directives },
    stage,
    ...(code === undefined ? {} : { code, [METRIC.errors]: 1 }),
    ...ofStage,
  };
}

const isFailure = ({ codes = [], causes, status }: LogEntry): boolean =>
  causes !== undefined ||
  codes.some((code) => FAILURE_CODES.includes(code)) ||
  (status >= 500 && !codes.includes('THROTTLED'));

const gravest = ({ codes = [] }: LogEntry): string | undefined =>
  GRAVE.find((grave) => codes.includes(grave)) ?? codes[0];

const startOf = ({ codeCache }: ColdStart) => ({
  [METRIC.coldStarts]: 1,
  ...(codeCache === 'accepted' ? { [METRIC.codeCacheAccepted]: 1 } : {}),
  ...(codeCache === 'rejected' ? { [METRIC.codeCacheRejected]: 1 } : {}),
});

const directive = (dimensions: readonly string[], names: readonly string[]) => ({
  Namespace: NAMESPACE,
  Dimensions: [dimensions],
  Metrics: names.map((name) =>
    name === METRIC.milliseconds ? { Name: name, Unit: 'Milliseconds' } : { Name: name, Unit: 'Count' },
  ),
});
