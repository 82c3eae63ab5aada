import { Tracer } from '@aws-lambda-powertools/tracer';
import { jsonLine as ownLine } from '../../../../functions/graphql/json-line.ts';

// Adds to the endpoint's own line a subsegment by Powertools' tracer, which sends it to X-Ray's daemon.

const tracer = new Tracer({ serviceName: 'communique' });

/**
 * @param {import('../../../../functions/graphql/log.ts').LogEntry} entry
 * @param {import('../../../../functions/graphql/json-line.ts').Surroundings} surroundings
 */
export function jsonLine(entry, surroundings) {
  const subsegment = tracer.getSegment()?.addNewSubsegment('## graphql');
  subsegment?.addAnnotation('operation', entry.operation ?? '');
  subsegment?.close();
  return ownLine(entry, surroundings);
}
