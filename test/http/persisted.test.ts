import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bodyOf, codesOf, front, get, HELLO, post } from './tiny.ts';

const door = front();
const sha256 = createHash('sha256').update(HELLO, 'utf8').digest('hex');
const variables = { name: 'a' };

describe('a persisted operation', () => {
  it('runs by the hash of its text, by GET and by POST', async () => {
    const params = { documentId: `sha256:${sha256}`, variables };
    expect(bodyOf(await get(door, params)).data).toEqual({ hello: 'hello a' });
    expect(bodyOf(await post(door, params)).data).toEqual({ hello: 'hello a' });
    expect(door.log.at(-1)?.operation).toBe('Hello');
  });

  it('runs by the extension that Apollo Client sends', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256 } };
    expect(bodyOf(await get(door, { extensions, variables })).data).toEqual({ hello: 'hello a' });
  });

  it('that is unknown is NOT_FOUND', async () => {
    for (const response of [
      await get(door, { documentId: `sha256:${'0'.repeat(64)}` }),
      await post(door, { documentId: 'other' }),
    ]) {
      expect(response.status).toBe(404);
      expect(codesOf(response)).toEqual(['NOT_FOUND']);
      expect(bodyOf(response).errors?.[0]?.message).toContain('persisted document');
      expect(response.headers['cache-control']).toBe('no-store');
    }
  });

  it('cannot be mixed with a query', async () => {
    const response = await post(door, { documentId: `sha256:${sha256}`, query: HELLO, variables });
    expect(response.status).toBe(400);
    expect(codesOf(response)).toEqual(['BAD_ARGUMENT']);
  });
});
