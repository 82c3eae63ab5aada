import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readOptions } from '../../infra/operator/options.ts';
import { typedPath } from '../../schema/record/typed-path.ts';
import { withContent } from './small-content.ts';

const root = process.cwd();
let elsewhere: string;
beforeAll(async () => {
  elsewhere = await realpath(await mkdtemp(join(tmpdir(), 'communique-typed-')));
  await mkdir(join(elsewhere, 'project'));
  await symlink(root, join(elsewhere, 'link'));
});
afterAll(() => rm(elsewhere, { recursive: true, force: true }));

const byNpm = (from: string, project = root) => ({
  INIT_CWD: from,
  npm_package_json: join(project, 'package.json'),
});

test.each([
  ['npm in the project', () => byNpm(root), 'content', () => 'content'],
  ['npm elsewhere', () => byNpm(elsewhere), 'content', () => join(elsewhere, 'content')],
  ['npm elsewhere', () => byNpm(elsewhere), '../x', () => join(elsewhere, '../x')],
  ['npm elsewhere', () => byNpm(elsewhere), '/x/content', () => '/x/content'],
  [
    'npm by a link',
    () => byNpm(elsewhere, join(elsewhere, 'link')),
    'content',
    () => join(elsewhere, 'content'),
  ],
  [
    'node, in a script of another project',
    () => byNpm(elsewhere, join(elsewhere, 'project')),
    'content',
    () => 'content',
  ],
  ['node', () => ({}), 'content', () => 'content'],
])('run by %s, %s%s is what was typed', (_by, env, path, wanted) => {
  expect(typedPath(path, env())).toBe(wanted());
});

test('a publish from a content-only repository publishes that content', async () => {
  for (const [name, value] of Object.entries(byNpm(elsewhere))) vi.stubEnv(name, value);
  try {
    const content = join(elsewhere, 'content');
    expect(readOptions(['publish', '--content', 'content'])).toMatchObject({ content });
    expect(readOptions(['publish'])).toMatchObject({ content: join(root, 'content') });
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a check run by npm from another folder checks that folder', async () => {
  await withContent({ 'topics/x.txt': '' }, async (folder) => {
    const err = await new Promise<string>((resolve) => {
      const child = spawn('npm', ['--prefix', root, 'run', '-s', 'check', '--', '.'], {
        cwd: folder,
        shell: process.platform === 'win32',
      });
      let text = '';
      child.stderr.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      child.once('close', () => resolve(text));
    });
    expect(err).toContain('topics/x.txt:1:1: "x.txt" has an unknown extension');
  });
});
