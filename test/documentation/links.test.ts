import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, PAGES, page } from './markdown.ts';

const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

describe('links in the documentation', () => {
  test.each(PAGES)('$file: files and headings that it links to exist', ({ file, links }) => {
    const broken = links
      .filter(({ url }) => !/^(https?|mailto):/.test(url))
      .filter(({ url }) => {
        const [path = '', anchor] = url.split('#');
        const target = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path));
        if (!existsSync(target)) return true;
        return anchor !== undefined && target.endsWith('.md') && !page(target).anchors.has(anchor);
      });
    expect(broken.map(({ url, line }) => `${at({ file, line })}: ${url}`)).toEqual([]);
  });

  test.each(PAGES)('$file: the paths of the project that it names exist', ({ file, codes }) => {
    const missing = codes
      .map((code) => code.replace(/\/$/, ''))
      .filter((code) => /^(content|functions|infra|schema|test)\/[\w./-]+$/.test(code))
      .filter((code) => !existsSync(code) && !code.includes('/dist'));
    expect(missing.map((code) => `${file}: ${code}`)).toEqual([]);
  });

  test('every npm script is named in a README, and every script named exists', () => {
    const named = new Set<string>();
    for (const { codes, blocks } of PAGES) {
      for (const text of [...codes, ...blocks.map((block) => block.text)]) {
        for (const [, run, word] of text.matchAll(/\bnpm (?:run ([\w-]+)|(start|test))\b/g)) {
          named.add(run ?? word ?? '');
        }
      }
    }
    expect([...named].filter((name) => !scripts.includes(name))).toEqual([]);
    expect(scripts.filter((name) => !named.has(name))).toEqual([]);
  });
});
