import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyFew } from '../support/curated.ts';

describe('cdk synth', () => {
  let folder: string;
  let content: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'communique-synth-'));
    content = join(folder, 'content');
    // The whole record would take seconds more, and says no more of a stack.
    await copyFew(content);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the stock command line in the project; what it says on both streams. */
  const synth = (...args: string[]): Promise<{ code: number | null; output: string }> =>
    new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        ['node_modules/aws-cdk/bin/cdk', 'synth', '--strict', '--quiet', ...args],
        {
          env: { PATH: process.env.PATH ?? '', HOME: folder, CI: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' },
        },
      );
      let output = '';
      const note = (chunk: Buffer) => {
        output += chunk.toString();
      };
      child.stdout.on('data', note);
      child.stderr.on('data', note);
      child.once('close', (code) => resolve({ code, output }));
    });

  test('--strict reports nothing for the stage prod', async () => {
    const { code, output } = await synth(
      ...['--output', join(folder, 'prod')],
      ...['--context', 'stage=prod', '--context', `content=${content}`],
    );
    expect(output).not.toMatch(/warning|deprecated|\[ack/i);
    expect(code, output).toBe(0);
    expect(await readdir(join(folder, 'prod'))).toContain('communique-prod-data.template.json');
  });

  test('fails on a bad record with its place and the remedy, and produces nothing', async () => {
    const bad = join(folder, 'bad-content');
    await copyFew(bad);
    const file = join(bad, 'meetings', '2023', '2023-11-15-us-china-woodside.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('form: BILATERAL', 'form: BILATERALL'));
    const { code, output } = await synth('--output', join(folder, 'bad'), '--context', `content=${bad}`);
    expect(code).not.toBe(0);
    expect(output).toMatch(/2023-11-15-us-china-woodside\.yaml:3:7: .*BILATERALL.*; .*BILATERAL/);
    expect(output).not.toContain('    at ');
    expect(await readdir(join(folder, 'bad')).catch(() => [])).not.toContain('manifest.json');
  });

  test('lists the stages if an unknown one is requested', async () => {
    const { code, output } = await synth('--output', join(folder, 'none'), '--context', 'stage=staging');
    expect(code).not.toBe(0);
    expect(output).toContain('stage: found "staging"; allowed: one of prod, dev, pr-* (see cdk.json)');
  });
});
