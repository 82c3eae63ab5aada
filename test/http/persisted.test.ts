import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { documentId, documentLookup } from '../../functions/graphql/persisted-documents.ts';
import { bodyOf, codesOf, front, get, HELLO, post } from './tiny.ts';

const door = front();
const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const sha256 = hashOf(HELLO);
const variables = { name: 'a' };
const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  persistedQuery: { version, sha256Hash },
});

describe('a persisted operation', () => {
  it('runs by the hash of its text, by GET and by POST', async () => {
    const params = { documentId: `sha256:${sha256}`, variables };
    expect(bodyOf(await get(door, params)).data).toEqual({ hello: 'hello a' });
    expect(bodyOf(await post(door, params)).data).toEqual({ hello: 'hello a' });
    expect(door.log.at(-1)?.operation).toBe('Hello');
  });

  it('runs by the extension that Apollo Client sends', async () => {
    const extensions = persisted(sha256);
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

describe('an automatic persisted query', () => {
  const accepts = ['application/json', 'application/graphql-response+json'];

  it.each(accepts)('is not found at first, with the message that clients expect, as %s', async (accept) => {
    for (const ask of [get, post]) {
      const response = await ask(front(), { extensions: persisted(hashOf('{ read }')) }, { accept });
      expect(response.status).toBe(200);
      expect(response.headers['cache-control']).toBe('no-store');
      expect(bodyOf(response)).toEqual({
        errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
      });
    }
  });

  it.each([
    ['POST', post, post],
    ['GET', get, get],
    ['GET, then POST with the text', get, post],
  ])('is found once hash and text have been sent together: %s', async (_how, byHash, withText) => {
    const own = front();
    const query = '{ long release }';
    const extensions = persisted(hashOf(query));
    expect(codesOf(await byHash(own, { extensions }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    const answer = bodyOf(await withText(own, { query, extensions }));
    expect(answer.data).toMatchObject({ release: 'r1' });
    for (let turn = 0; turn < 3; turn += 1) expect(bodyOf(await byHash(own, { extensions }))).toEqual(answer);
  });

  it('has one tag by its hash and by its text', async () => {
    const own = front();
    const query = '{ release }';
    const extensions = persisted(hashOf(query));
    const { headers } = await get(own, { query, extensions });
    expect((await get(own, { extensions })).headers.etag).toBe(headers.etag);
  });

  it('takes a hash in capital letters', async () => {
    const query = '{ release }';
    expect(
      bodyOf(await post(door, { query, extensions: persisted(hashOf(query).toUpperCase()) })).data,
    ).toEqual({ release: 'r1' });
  });

  it('with the hash of another text is refused and not stored', async () => {
    const own = front();
    const extensions = persisted(hashOf('{ read }'));
    const response = await post(own, { query: '{ release }', extensions });
    expect(response.status).toBe(400);
    expect(codesOf(response)).toEqual(['PERSISTED_QUERY_MISMATCH']);
    expect(bodyOf(response).errors?.[0]?.message).toContain(hashOf('{ release }'));
    expect(codesOf(await post(own, { extensions }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  it.each([
    [{ persistedQuery: { version: 2, sha256Hash: 'x' } }],
    [{ persistedQuery: 'x' }],
    [{ persistedQuery: { version: 1 } }],
    [{ persistedQuery: null }],
    [{ persistedQuery: [] }],
  ])('of another protocol is ignored: %j', async (extensions) => {
    expect(bodyOf(await post(door, { query: '{ release }', extensions })).data).toEqual({ release: 'r1' });
    expect(codesOf(await post(door, { extensions }))).toEqual(['BAD_REQUEST']);
  });

  it.each(['', 'a', 'sha256:x', '__proto__', '0'.repeat(64), '\u0000'])(
    'whose hash is none is not found: %j',
    async (hash) => {
      expect(codesOf(await post(door, { extensions: persisted(hash) }))).toEqual([
        'PERSISTED_QUERY_NOT_FOUND',
      ]);
    },
  );
});

describe('the documents that clients register', () => {
  const register = (lookUp: ReturnType<typeof documentLookup>, query: string) =>
    lookUp({ query, extensions: persisted(documentId(query).slice(7)) });
  const isKnown = (lookUp: ReturnType<typeof documentLookup>, query: string) => {
    try {
      return lookUp({ extensions: persisted(documentId(query).slice(7)) }) === query;
    } catch {
      return false;
    }
  };

  it('are limited in characters, and a stream of new ones evicts none that was requested again', () => {
    const lookUp = documentLookup(new Map());
    const asked = '{ asked }';
    register(lookUp, asked);
    expect(isKnown(lookUp, asked)).toBe(true);
    const stream = Array.from({ length: 100 }, (_, index) => `{ a${index} } #${'x'.repeat(10_000)}`);
    for (const text of stream) register(lookUp, text);
    expect(isKnown(lookUp, asked)).toBe(true);
    const known = stream.filter((text) => isKnown(lookUp, text));
    expect(known.length).toBeGreaterThan(5);
    expect(known.join('').length).toBeLessThan(300_000);
  });
});
