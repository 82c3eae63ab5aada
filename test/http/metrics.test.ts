import { describe, expect, it } from 'vitest';
import { jsonLine } from '../../functions/graphql/json-line.ts';
import type { LogEntry } from '../../functions/graphql/log.ts';
import { ERROR_CODES } from '../../schema/errors.ts';
import { front, post, send } from './tiny.ts';

const ENTRY: LogEntry = {
  time: '2026-11-25T12:34:56.789Z',
  requestId: 'request-1',
  method: 'POST',
  path: '/graphql',
  status: 200,
  ms: 12.3,
  bytes: 456,
};

interface Line extends Record<string, unknown> {
  _aws: {
    Timestamp: number;
    CloudWatchMetrics: {
      Namespace: string;
      Dimensions: string[][];
      Metrics: { Name: string; Unit: string }[];
    }[];
  };
}
const lineOf = (entry: Partial<LogEntry>, start?: { codeCache: 'accepted' | 'rejected' | 'missing' }): Line =>
  JSON.parse(jsonLine({ ...ENTRY, ...entry }, { stage: 'prod', version: 'v1', start }));

describe('a log line', () => {
  it.each([
    ['a plain request', lineOf({})],
    [
      'a request with everything',
      lineOf({ readUnits: 1.5, complexity: 7, codes: ['BAD_ID'], causes: ['x'] }, { codeCache: 'accepted' }),
    ],
  ])('of %s is valid in the embedded metric format', (_what, line) => {
    expect(line._aws.Timestamp).toBe(Date.parse(ENTRY.time));
    for (const { Namespace, Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
      expect(Namespace).toBe('Communique');
      // Every name refers to a member at the root: dimensions to text, metrics to numbers.
      for (const name of Dimensions.flat()) expect(line[name]).toEqual(expect.any(String));
      for (const { Name, Unit } of Metrics) {
        expect(line[Name]).toEqual(expect.any(Number));
        expect(['Count', 'Milliseconds']).toContain(Unit);
      }
    }
  });

  it('counts the request, and what it cost', () => {
    expect(lineOf({ readUnits: 1.5, complexity: 7 })).toMatchObject({
      stage: 'prod',
      Requests: 1,
      Failures: 0,
      Milliseconds: 12.3,
      ReadUnits: 1.5,
      CostPoints: 7,
    });
  });

  const ours = ['INTERNAL', 'TIMEOUT', 'UNAVAILABLE', 'INDEX_UNAVAILABLE', 'DUMPS_UNAVAILABLE'];
  it.each(ours)('with %s under status 200 counts as a failure', (code) => {
    expect(lineOf({ codes: ['BAD_ID', code] })).toMatchObject({ Failures: 1, Errors: 1, code });
  });

  it('with THROTTLED counts under that code, and not as a failure', () => {
    expect(lineOf({ codes: ['THROTTLED'], status: 503 })).toMatchObject({
      Failures: 0,
      Errors: 1,
      code: 'THROTTLED',
    });
  });

  it("with a client's error counts under its code, and not as a failure", () => {
    for (const code of ERROR_CODES.filter((each) => !ours.includes(each)))
      expect(lineOf({ codes: [code] }), code).toMatchObject({ Failures: 0, Errors: 1, code });
  });

  it('with a cause or a status of 5xx counts as a failure, whatever its code', () => {
    expect(lineOf({ causes: ['x'] })).toMatchObject({ Failures: 1 });
    expect(lineOf({ status: 503 })).toMatchObject({ Failures: 1 });
    expect(lineOf({})).not.toHaveProperty('Errors');
  });

  it.each([
    ['accepted', { CodeCacheAccepted: 1 }],
    ['rejected', { CodeCacheRejected: 1 }],
    ['missing', {}],
  ] as const)('of a cold start says that the code cache was %s', (codeCache, counted) => {
    const line = lineOf({}, { codeCache });
    expect(line).toMatchObject({ ColdStarts: 1, 'faas.coldstart': true, codeCache, ...counted });
    expect(Object.keys(line).filter((name) => name.startsWith('CodeCache'))).toEqual(Object.keys(counted));
  });

  it('names the operation as OpenTelemetry does, and the ids that others gave the request', async () => {
    const door = front();
    await post(door, { query: 'query Reading { read }' });
    await send(door, 'GET', '/health');
    const [asked, health] = door.log.map((entry) =>
      JSON.parse(
        jsonLine(
          { ...entry, ids: { trace_id: 'Root=1-2-3' } },
          { stage: 'prod', version: 'v1', start: undefined },
        ),
      ),
    );
    expect(asked).toMatchObject({
      'graphql.operation.name': 'Reading',
      'graphql.operation.type': 'query',
      trace_id: 'Root=1-2-3',
    });
    expect(health).not.toHaveProperty('graphql.operation.name');
  });
});
