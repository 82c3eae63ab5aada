import { beforeAll, expect, test } from 'vitest';
import type { HttpResponse } from '../../functions/graphql/http.ts';
import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';
import { readPlayground } from '../../functions/playground/files.ts';

let files: ReadonlyMap<string, HttpResponse>;
beforeAll(async () => {
  if (await isPlaygroundStale()) await buildPlayground();
  files = await readPlayground();
});

const page = () => new TextDecoder().decode(files.get('/')?.body);

test('a build is not stale', async () => {
  expect(await isPlaygroundStale()).toBe(false);
});

test('the page may be cached for a minute, and what it loads for ever', () => {
  // Under names that stay: the page, and the notices of what is bundled, the fonts among it.
  const named = ['/', '/licences.md', '/fonts.md'];
  for (const path of named)
    expect(files.get(path)?.headers['cache-control'], path).toBe('public, max-age=60');
  const assets = Array.from(files).filter(([path]) => !named.includes(path));
  expect(assets.length).toBeGreaterThan(10);
  for (const [path, { headers }] of assets) {
    expect(path).toMatch(/^\/assets\/.+-[\w-]{8}\.\w+$/);
    expect(headers['cache-control']).toContain('immutable');
  }
});

test('scripts come only from our own files, and none is inline', () => {
  const policy = files.get('/')?.headers['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self'(;|$)/);
  expect(policy).toContain("default-src 'none'");
  expect(page()).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(page()).not.toMatch(/\son\w+=|javascript:/);
});

test('the page refers to no other origin', () => {
  for (const [path, { headers, body }] of files) {
    if (!/html|css/.test(headers['content-type'] ?? '')) continue;
    const text = new TextDecoder().decode(body);
    expect(text.match(/(?:src|href)="https?:|url\(["']?https?:|@import/g), path).toBeNull();
  }
});
