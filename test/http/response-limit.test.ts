import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../../functions/graphql/function-url.ts';
import { PAYLOAD_LIMIT, RESPONSE_LIMIT } from '../../functions/graphql/result.ts';
import { bodyOf, codesOf, front, get, post } from './tiny.ts';

const door = front();
/** Bytes of the response around the text of one field. */
const AROUND = Buffer.byteLength('{"data":{"repeated":""}}');
const asking = (bytes: number) => ({ query: '{ repeated(bytes: BYTES) }'.replace('BYTES', String(bytes)) });

/** Bytes of what Lambda is given, with the headers that a client can make longest. */
const payload = (response: Awaited<ReturnType<typeof get>>): number =>
  Buffer.byteLength(JSON.stringify(resultOf(response)));

describe('a response that is not compressed', () => {
  it('is sent at the limit, which Lambda accepts', async () => {
    const response = await post(door, asking(RESPONSE_LIMIT - AROUND), { 'x-request-id': 'i'.repeat(128) });
    expect(response.body.byteLength).toBe(RESPONSE_LIMIT);
    expect(payload(response)).toBeLessThanOrEqual(PAYLOAD_LIMIT);
    // Not far below either: a limit that wastes what Lambda takes would turn good answers away.
    expect(payload(response)).toBeGreaterThan(PAYLOAD_LIMIT - 5_000);
  });

  it.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('is an error with advice one byte above the limit, under %s with status %i', async (accept, status) => {
    const response = await get(door, asking(RESPONSE_LIMIT - AROUND + 1), { accept });
    expect(response.status).toBe(status);
    expect(response.headers).toMatchObject({
      'cache-control': 'no-store',
      vary: expect.stringContaining('Accept'),
    });
    expect(response.headers.etag).toBeUndefined();
    expect(response.headers['content-type']).toContain(accept);
    expect(bodyOf(response)).toEqual({
      errors: [
        {
          message:
            'The response has 4,715,596 bytes; the limit is 4,715,595. Ask for smaller pages ("first" or "last"), or send the header "Accept-Encoding: br, gzip".',
          extensions: { code: 'RESPONSE_TOO_LARGE' },
        },
      ],
    });
    expect(door.log.at(-1)?.codes).toEqual(['RESPONSE_TOO_LARGE']);
  });
});

describe('a response that is compressed', () => {
  it('is measured by what is sent', async () => {
    const response = await get(door, asking(3 * RESPONSE_LIMIT), { 'accept-encoding': 'gzip' });
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(response.body).byteLength).toBe(3 * RESPONSE_LIMIT + AROUND);
    expect(payload(response)).toBeLessThanOrEqual(PAYLOAD_LIMIT);
  });

  it('that is still above the limit is an error', async () => {
    const response = await get(
      door,
      { query: `{ noise(bytes: ${2 * RESPONSE_LIMIT}) }` },
      { 'accept-encoding': 'gzip' },
    );
    expect(codesOf(response)).toEqual(['RESPONSE_TOO_LARGE']);
    expect(bodyOf(response).errors?.[0]?.message).toMatch(
      /bytes, [\d,]+ when compressed; the limit is .* or "last"\)\.$/,
    );
    expect(response.headers['content-encoding']).toBeUndefined();
  });
});

it('anything but JSON passes at any size, such as the files of the playground', async () => {
  const body = new Uint8Array(randomBytes(RESPONSE_LIMIT + 1));
  const file = { status: 200, headers: { 'content-type': 'font/woff2' }, body };
  const response = await front(() => file).handler({
    method: 'GET',
    path: '/f',
    query: '',
    headers: {},
    body: undefined,
  });
  expect(response.body.byteLength).toBe(RESPONSE_LIMIT + 1);
});
