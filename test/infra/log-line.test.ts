import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLine } from '../../functions/graphql/json-line.ts';
import type { LogEntry } from '../../functions/graphql/log.ts';
import { readLogLine } from '../../infra/operator/log-line.ts';

const ENTRY: LogEntry = {
  time: '2026-11-25T12:34:56.789Z',
  requestId: 'request-1',
  method: 'POST',
  path: '/graphql',
  status: 200,
  ms: 12.3,
  bytes: 456,
  operation: 'Latest',
  requests: 2,
  readUnits: 1.5,
  rows: 40,
};
const line = (entry: Partial<LogEntry>, start?: { codeCache: 'accepted' }): string =>
  jsonLine({ ...ENTRY, ...entry }, { stage: 'test', version: 'v1', start });

describe('a line of the log', () => {
  test('of a request reads as the local server prints it', () => {
    expect(readLogLine(line({}))).toEqual({
      text: '12:34:56  POST  /graphql  200  12.3 ms  Latest  2 reads, 1.5 RCU, 40 rows  456 B',
      isError: false,
      version: 'v1',
    });
  });

  test('of a first request mentions the cold start', () => {
    expect(readLogLine(line({}, { codeCache: 'accepted' }))?.text).toMatch(
      / {2}cold start, code cache accepted$/,
    );
  });

  test('of a failed request is an error, with its id and its stack', () => {
    const read = readLogLine(
      line({ codes: ['INTERNAL'], causes: ['TypeError: x\n    at a (function.js:2:3)'] }),
    );
    expect(read?.isError).toBe(true);
    expect(read?.text.split('\n')).toEqual([
      expect.stringMatching(/INTERNAL {2}request request-1$/),
      'TypeError: x',
      '    at a (function.js:2:3)',
    ]);
  });

  test.each([{ codes: ['BAD_ID'] }, { status: 503 }])('with %j is an error', (entry) => {
    expect(readLogLine(line(entry))?.isError).toBe(true);
  });

  test.each([
    ['timeout', { status: 'timeout' }, '12:34:56  Lambda: timeout'],
    [
      'crash',
      { status: 'error', errorType: 'Runtime.ExitError' },
      '12:34:56  Lambda: error (Runtime.ExitError)',
    ],
  ])('of a %s says so', (_what, record, text) => {
    const message = JSON.stringify({ time: ENTRY.time, type: 'platform.report', record });
    expect(readLogLine(message)).toMatchObject({ text, isError: true });
  });

  test.each(['platform.start', 'platform.initStart', 'platform.extension'])(
    'of the kind %s is left out',
    (type) => {
      expect(readLogLine(JSON.stringify({ time: ENTRY.time, type, record: {} }))).toBeUndefined();
    },
  );

  test('of anything else that claims to be a request is shown without failing', () => {
    const entries = fc.record(Object.fromEntries(Object.keys(ENTRY).map((key) => [key, fc.jsonValue()])), {
      requiredKeys: [],
    });
    const lists = fc.record({ codes: fc.jsonValue(), causes: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(
      fc.property(entries, lists, (entry, more) => {
        const message = JSON.stringify({ message: 'request', ...entry, ...more });
        expect(readLogLine(message)?.text).toEqual(expect.any(String));
      }),
    );
  });

  test('of a successful invocation is left out', () => {
    const message = JSON.stringify({
      time: ENTRY.time,
      type: 'platform.report',
      record: { status: 'success' },
    });
    expect(readLogLine(message)).toBeUndefined();
  });

  test('of an error at the start shows its stack', () => {
    const message = JSON.stringify({
      timestamp: ENTRY.time,
      level: 'ERROR',
      message: {
        errorType: 'Error',
        errorMessage: 'The environment variable TABLE is not set.',
        stackTrace: ['    at x'],
      },
    });
    expect(readLogLine(message)).toMatchObject({
      text: '12:34:56  Error: The environment variable TABLE is not set.\n    at x',
      isError: true,
    });
  });

  test('that is not JSON is shown unchanged', () => {
    expect(readLogLine('Segmentation fault\n')).toMatchObject({ text: 'Segmentation fault' });
  });
});
