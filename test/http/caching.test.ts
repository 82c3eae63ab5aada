import { describe, expect, it } from 'vitest';
import { documentId } from '../../functions/graphql/persisted-documents.ts';
import { front, get, HELLO, post, send } from './tiny.ts';

const door = front();
const tagOf = async (...args: Parameters<typeof get>) => (await get(...args)).headers.etag;

describe('an answer to GET', () => {
  it('may be cached, by a weak tag, for each kind of response and encoding', async () => {
    const { headers } = await get(door, { query: '{ release }' });
    expect(headers.etag).toMatch(/^W\/"[\w-]{27}"$/);
    expect(headers['cache-control']).toMatch(
      /^public, max-age=60, s-maxage=\d+, stale-while-revalidate=\d+$/,
    );
    expect(headers.vary).toBe('Accept, Accept-Encoding');
  });

  it('is neither sent nor executed again for a client that has it', async () => {
    const query = '{ read }';
    const tag = (await tagOf(door, { query })) ?? '';
    for (const header of [tag, `"other", ${tag}`, tag.slice(2)]) {
      const response = await get(door, { query }, { 'if-none-match': header });
      expect(response.status).toBe(304);
      expect(response.body.byteLength).toBe(0);
      expect(response.headers.etag).toBe(tag);
      expect(response.headers['cache-control']).toContain('max-age');
      expect(door.log.at(-1)?.requests).toBeUndefined();
    }
  });

  it('is sent to a client that has a different one', async () => {
    expect((await get(door, { query: '{ read }' }, { 'if-none-match': 'W/"other"' })).status).toBe(200);
  });

  it('has the same tag whatever the order of its variables', async () => {
    const query = 'query ($a: String, $b: String) { x: hello(name: $a) y: hello(name: $b) }';
    expect(await tagOf(door, { query, variables: '{"a":"1","b":"2"}' })).toBe(
      await tagOf(door, { query, variables: '{ "b": "2", "a": "1" }' }),
    );
  });

  it('has a different tag for a different release, operation, variable, extension or media type', async () => {
    const query = `${HELLO} query Other { release }`;
    const base = { query, operationName: 'Hello', variables: { name: 'a' } };
    const tags = [
      await tagOf(door, base),
      await tagOf(door, { ...base, variables: { name: 'b' } }),
      await tagOf(door, { ...base, operationName: 'Other' }),
      await tagOf(door, { ...base, query: `${query} ` }),
      await tagOf(door, { ...base, extensions: { cost: true } }),
      await tagOf(door, base, { accept: 'application/graphql-response+json' }),
      await tagOf(door, { documentId: documentId(HELLO), variables: { name: 'a' } }),
    ];
    door.store.release = 'r2';
    tags.push(await tagOf(door, base));
    door.store.release = 'r1';
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags).not.toContain(undefined);
  });
});

describe('nothing may be cached', () => {
  it('of POST', async () => {
    const { headers } = await post(door, { query: '{ release }' });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.etag).toBeUndefined();
  });

  it.each(['{ bug release }', '{ coded }', '{ nothing }', '{'])(
    'of a response with errors: %s',
    async (query) => {
      const { headers } = await get(door, { query });
      expect(headers['cache-control']).toBe('no-store');
      expect(headers.etag).toBeUndefined();
    },
  );

  it('of the health check', async () => {
    expect((await send(door, 'GET', '/health')).headers['cache-control']).toBe('no-store');
  });
});
