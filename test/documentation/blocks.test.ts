import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { parse as parseGraphQL, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { schema } from '../../schema/schema.ts';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { at, BLOCKS } from './markdown.ts';
import { NOT_RUN } from './not-run.ts';
import { problemsOf } from './records.ts';

const ofLanguage = (...languages: string[]) =>
  BLOCKS.filter(({ language }) => languages.includes(language)).map((block) => ({ where: at(block), block }));

const shell = ofLanguage('sh');
const isNamed = (text: string) => Object.keys(NOT_RUN).some((start) => text.startsWith(start));
const runnable = shell.filter(({ block }) => !isNamed(block.text));

describe('fenced blocks', () => {
  test('are all of a kind that is checked', () => {
    const known = ['sh', 'json', 'yaml', 'ts', 'tsx', 'graphql', 'csv', 'text', 'mermaid'];
    expect(BLOCKS.filter(({ language }) => !known.includes(language)).map(at)).toEqual([]);
  });

  test('that are not run are named with their reason, and no reason is left over', () => {
    const unused = Object.keys(NOT_RUN).filter(
      (start) => !shell.some(({ block }) => block.text.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  test.each(ofLanguage('json'))('$where is JSON', ({ block }) => {
    expect(() => JSON.parse(block.text)).not.toThrow();
  });

  test.each(ofLanguage('ts', 'tsx'))('$where is TypeScript', async ({ block }) => {
    await transform(block.text, { loader: block.language === 'tsx' ? 'tsx' : 'ts' });
  });

  test.each(ofLanguage('graphql'))('$where is an operation that the schema allows', ({ block }) => {
    expect(validate(schema, parseGraphQL(block.text)).map(String)).toEqual([]);
  });

  const shown = BLOCKS.filter(({ info }) => info !== '').map((block) => ({ where: at(block), block }));
  test.each(shown)('$where shows the file that it names, as it is', async ({ block }) => {
    const file = posix.join(posix.dirname(block.file), block.info);
    expect(block.text).toBe((await readFile(file, 'utf8')).trimEnd());
  });

  const records = ofLanguage('yaml').filter(({ block }) => /^title:/m.test(block.text));
  test.each(records)(
    '$where is a record, with the errors shown below it and no others',
    async ({ block }) => {
      const wanted = block.next?.language === 'text' ? block.next.text.split('\n') : [];
      expect(await problemsOf(block.text, wanted)).toEqual(wanted);
    },
  );
  test.each(ofLanguage('yaml').filter(({ block }) => !/^title:/m.test(block.text)))(
    '$where is YAML',
    ({ block }) => {
      expect(() => parseYaml(block.text)).not.toThrow();
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
