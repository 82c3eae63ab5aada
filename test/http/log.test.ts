import { describe, expect, it } from 'vitest';
import { jsonLine as lineOf } from '../../functions/graphql/json-line.ts';
import { type LogEntry, readableLine } from '../../functions/graphql/log.ts';
import { front, HELLO, post, send } from './tiny.ts';

const door = front();
const jsonLine = (entry: LogEntry) => lineOf(entry, { stage: 'test', version: 'v1', start: undefined });

async function entryOf(...args: Parameters<typeof post>): Promise<LogEntry> {
  await post(...args);
  const entry = door.log.at(-1);
  if (!entry) throw new Error('Nothing was logged.');
  return entry;
}

describe('each request is logged once', () => {
  it('with its operation and its cost', async () => {
    const before = door.log.length;
    const entry = await entryOf(door, { query: 'query Reading { read }' });
    expect(door.log.length).toBe(before + 1);
    expect(entry).toMatchObject({
      method: 'POST',
      path: '/graphql',
      status: 200,
      operation: 'Reading',
      release: 'r1',
      requests: 1,
      readUnits: 0.5,
      rows: 3,
      complexity: 1,
    });
    expect(Date.parse(entry.time)).not.toBeNaN();
  });

  it('with the codes of its errors', async () => {
    expect((await entryOf(door, { query: '{ coded a: coded bug }' })).codes).toEqual(['BAD_ID', 'INTERNAL']);
  });

  it('never with what the client looked for', async () => {
    const entry = await entryOf(door, { query: HELLO, variables: { name: 'Zebra Crossing' } });
    expect(jsonLine(entry)).not.toContain('Zebra');
    expect(readableLine(entry)).not.toContain('Zebra');
  });

  it('as one line of JSON for machines, and one line for people', async () => {
    const entry = await entryOf(door, { query: '{ bug }' });
    expect(jsonLine(entry)).not.toContain('\n');
    expect(JSON.parse(jsonLine(entry))).toMatchObject({ level: 'ERROR', status: 200, codes: ['INTERNAL'] });
    expect(readableLine(await entryOf(door, { query: 'query Reading { read }' }))).toMatch(
      /^\d\d:\d\d:\d\d {2}POST {2}\/graphql {2}200 {2}[\d.]+ ms {2}Reading {2}1 reads, 0.5 RCU, 3 rows {2}\d+ B$/,
    );
  });
});

describe('the request id', () => {
  it("is the client's own when it is well formed", async () => {
    expect(
      (await send(door, 'GET', '/health', { 'x-request-id': 'abc-123-xyz' })).headers['x-request-id'],
    ).toBe('abc-123-xyz');
  });

  it.each(['short', 'with a space in it', 'x'.repeat(200), 'line\nbreak-here'])(
    'is a new one for %j',
    async (given) => {
      const { headers } = await send(door, 'GET', '/health', { 'x-request-id': given });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(door.log.at(-1)?.requestId).toBe(headers['x-request-id']);
    },
  );
});
