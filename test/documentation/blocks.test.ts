import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { at, BLOCKS, type Block, PAGES } from './markdown.ts';
import { NOT_RUN } from './not-run.ts';
import { problemsOf } from './records.ts';

const ofLanguage = (...languages: string[]) =>
  BLOCKS.filter(({ language }) => languages.includes(language)).map((block) => ({ where: at(block), block }));

const shell = ofLanguage('sh');
const isNamed = ({ text }: Block) => Object.keys(NOT_RUN).some((start) => text.startsWith(start));
const runnable = shell.filter(({ block }) => !isNamed(block));

/** Blocks that another block answers or complains with. */
const answers = new Set(
  BLOCKS.flatMap(({ language, next }) =>
    ['sh', 'graphql', 'yaml'].includes(language) && next ? [next] : [],
  ),
);

/** What holds a block to the truth, by its kind. */
const HELD: Readonly<Record<string, (block: Block) => boolean>> = {
  sh: () => true,
  graphql: () => true,
  // Names in it are compared with the code.
  mermaid: () => true,
  // All are records.
  yaml: () => true,
  // Shown files are compiled by test/clients.
  ts: ({ info }) => info !== '',
  tsx: ({ info }) => info !== '',
  json: (block) => block.info !== '' || answers.has(block) || isNamed(block),
  text: (block) => answers.has(block),
};

describe('fenced blocks', () => {
  test('are all of a kind that is checked, and in a way that is checked', () => {
    expect(BLOCKS.filter((block) => !HELD[block.language]?.(block)).map(at)).toEqual([]);
  });

  test('that are not run are listed with a reason, and no reason is unused', () => {
    const unused = Object.keys(NOT_RUN).filter((start) => !BLOCKS.some(({ text }) => text.startsWith(start)));
    expect(unused).toEqual([]);
  });

  test.each(ofLanguage('json'))('$where is JSON', ({ block }) => {
    expect(() => JSON.parse(block.text)).not.toThrow();
  });

  const shown = BLOCKS.filter(({ info }) => info !== '').map((block) => ({ where: at(block), block }));
  test.each(shown)('$where shows the exact text of the file that it names', async ({ block }) => {
    const file = posix.join(posix.dirname(block.file), block.info);
    expect(block.text).toBe((await readFile(file, 'utf8')).trimEnd());
  });

  test.each(ofLanguage('yaml'))(
    '$where is a record, with the errors shown below it and no others',
    async ({ block }) => {
      const wanted = block.next?.language === 'text' ? block.next.text.split('\n') : [];
      expect(await problemsOf(block.text, wanted)).toEqual(wanted);
    },
  );
});

const hasShell = ['bash', 'curl'].every((program) => spawnSync(program, ['--version']).status === 0);
describeWhere(
  hasShell ? undefined : 'bash or curl is not here; apt-get install bash curl',
  'commands, run by bash as they are written against a started server',
  () => {
    const server = sharedServer();
    let home = '';
    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'communique-documentation-'));
      // The address in the documentation leads to the server of this test, on whatever port it got.
      await writeFile(
        join(home, '.curlrc'),
        `connect-to = "localhost:4000:localhost:${new URL(server.url).port}"\n`,
      );
    });
    afterAll(() => rm(home, { recursive: true, force: true }));

    test.each(ofLanguage('graphql'))('$where is answered', async ({ block }) => {
      const response = await fetch(`${server.url}graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: block.text }),
      });
      const answer: unknown = await response.json();
      expect(answer).not.toHaveProperty('errors');
      if (block.next?.language === 'json') expect(answer).toEqual(JSON.parse(block.next.text));
    });

    const extensions = PAGES.flatMap(({ file, codes }) =>
      codes.filter((code) => code.startsWith('"extensions"')).map((code) => ({ file, code })),
    );
    test.each(extensions)('$file: $code is understood', async ({ code }) => {
      const asked = JSON.parse(`{${code}}`);
      const response = await fetch(`${server.url}graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ __typename }', ...asked }),
      });
      const answer = await response.json();
      expect(Object.keys(answer.extensions)).toEqual(Object.keys(asked.extensions));
    });

    test.each(runnable)('$where', async ({ block }) => {
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block.text], {
        env: { ...process.env, HOME: home, CURL_HOME: home },
        maxBuffer: 32 * 1024 * 1024,
      });
      const answer = block.next;
      if (answer?.language === 'json') expect(JSON.parse(stdout)).toEqual(JSON.parse(answer.text));
      else if (answer?.language === 'text') expect(stdout.trimEnd()).toBe(answer.text);
      else if (/^\s*[{[]/.test(stdout)) expect(JSON.parse(stdout)).not.toHaveProperty('errors');
    });
  },
);
