import { describe, expect, it } from 'vitest';
import { traceIds } from '../../functions/graphql/exchange.ts';

const XRAY = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
const W3C = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('the trace of a request', () => {
  it("is the client's own, along with X-Ray's", () => {
    expect(traceIds({ traceparent: W3C, 'x-amzn-trace-id': XRAY })).toEqual({
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      span_id: '00f067aa0ba902b7',
      xray_trace_id: '1-5759e988-bd862e3fe1be46a994272793',
    });
  });

  it.each([XRAY, 'Self=1-67891234-12456789abcdef012345678;Root=1-5759e988-bd862e3fe1be46a994272793'])(
    "is X-Ray's, in the form of OpenTelemetry, where the client sends none: %s",
    (header) => {
      expect(traceIds({ 'x-amzn-trace-id': header })).toEqual({
        trace_id: '5759e988bd862e3fe1be46a994272793',
        xray_trace_id: '1-5759e988-bd862e3fe1be46a994272793',
      });
    },
  );

  it.each([
    ['a version that is forbidden', W3C.replace(/^00/, 'ff')],
    ['no trace', W3C.replace(/4bf92f35\w+/, '0'.repeat(32))],
    ['no span', W3C.replace(/00f067aa\w+/, '0'.repeat(16))],
    ['capitals', W3C.toUpperCase()],
    ['something else', '"}\n{"level":"ERROR"'],
    ['a line of its own', `x\n${W3C}`],
  ])('is nothing where the header has %s', (_what, traceparent) => {
    expect(traceIds({ traceparent })).toEqual({});
    expect(traceIds({ 'x-amzn-trace-id': traceparent })).toEqual({});
  });

  it('is read from headers of a later version', () => {
    expect(traceIds({ traceparent: `${W3C.replace(/^00/, '01')}-more` })).toHaveProperty('trace_id');
  });
});
