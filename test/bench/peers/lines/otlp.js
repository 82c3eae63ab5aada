import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { jsonLine as ownLine } from '../../../../functions/graphql/json-line.ts';

// Adds to the endpoint's own line a span by OpenTelemetry's SDK, which sends it to a collector and waits for
// nothing.

const exporter = new OTLPTraceExporter({ url: 'http://127.0.0.1:1/v1/traces' });
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer('communique');

/**
 * @param {import('../../../../functions/graphql/log.ts').LogEntry} entry
 * @param {import('../../../../functions/graphql/json-line.ts').Surroundings} surroundings
 */
export function jsonLine(entry, surroundings) {
  const span = tracer.startSpan(entry.operation ?? 'graphql');
  span.setAttribute('graphql.operation.name', entry.operation ?? '');
  span.end();
  return ownLine(entry, surroundings);
}
