/** W3C Trace Context, as OpenTelemetry sends it (www.w3.org/TR/trace-context/#traceparent-header). */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]{2}(?:-|$)/;

/**
 * X-Ray's header (docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader).
 */
const XRAY = /(?:^|;)\s*Root=(1-([\da-f]{8})-([\da-f]{24}))(?:;|$)/;

/**
 * The trace ids of a request, for its log line: X-Ray's, which Lambda sets for every request, and the
 * client's, if it sends one. `trace_id` and `span_id` are OpenTelemetry's names in a log of JSON
 * (opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/). Without a client's id, X-Ray's is
 * used in the same form.
 */
export function traceIds(headers: Readonly<Record<string, string>>): Record<string, string> {
  const [, traceId, spanId] = TRACEPARENT.exec(headers.traceparent ?? '') ?? [];
  const [, root, time, rest] = XRAY.exec(headers['x-amzn-trace-id'] ?? '') ?? [];
  const trace = traceId ?? (root === undefined ? undefined : `${time}${rest}`);
  return {
    ...(trace === undefined ? {} : { trace_id: trace }),
    ...(spanId === undefined ? {} : { span_id: spanId }),
    ...(root === undefined ? {} : { xray_trace_id: root }),
  };
}
