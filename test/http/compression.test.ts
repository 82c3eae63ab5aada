import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bodyOf, front, get } from './tiny.ts';

const door = front();
const LONG = { query: '{ long }' };

describe('a large response', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.5, gzip', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['zstd', undefined],
  ])('for a client that accepts %s is encoded as %s', async (accepted, encoding) => {
    const response = await get(door, LONG, { 'accept-encoding': accepted });
    expect(response.headers['content-encoding']).toBe(encoding);
  });

  it('is the same once decoded, and much smaller', async () => {
    const plain = await get(door, LONG);
    const br = await get(door, LONG, { 'accept-encoding': 'br' });
    const gzip = await get(door, LONG, { 'accept-encoding': 'gzip' });
    expect(brotliDecompressSync(br.body)).toEqual(Buffer.from(plain.body));
    expect(gunzipSync(gzip.body)).toEqual(Buffer.from(plain.body));
    expect(br.body.byteLength).toBeLessThan(plain.body.byteLength / 10);
    expect(br.headers.etag).toBe(plain.headers.etag);
  });
});

it('a small response is sent uncompressed', async () => {
  const response = await get(door, { query: '{ release }' }, { 'accept-encoding': 'br, gzip' });
  expect(response.headers['content-encoding']).toBeUndefined();
  expect(bodyOf(response).data).toEqual({ release: 'r1' });
});
