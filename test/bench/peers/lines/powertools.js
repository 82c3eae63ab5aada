import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { NAMESPACE } from '../../../../functions/graphql/metrics.ts';

// Stands in for functions/graphql/json-line.ts: the same line and the same metrics by Powertools, as its
// documentation shows it.

const logger = new Logger({ serviceName: 'communique' });
const metrics = new Metrics({ namespace: NAMESPACE, serviceName: 'communique' });

/**
 * @param {import('../../../../functions/graphql/log.ts').LogEntry} entry
 * @param {import('../../../../functions/graphql/json-line.ts').Surroundings} surroundings
 */
export function jsonLine(entry, { stage, version, start }) {
  logger.info('request', { ...entry, version, ...(start ? { codeCache: start.codeCache } : {}) });
  metrics.addDimension('stage', stage);
  metrics.addMetric('Requests', MetricUnit.Count, 1);
  metrics.addMetric('Failures', MetricUnit.Count, entry.causes ? 1 : 0);
  metrics.addMetric('Milliseconds', MetricUnit.Milliseconds, entry.ms);
  metrics.addMetric('ReadUnits', MetricUnit.Count, entry.readUnits ?? 0);
  metrics.addMetric('CostPoints', MetricUnit.Count, entry.complexity ?? 0);
  if (start) metrics.addMetric('ColdStarts', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  return '';
}
