import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { changed, small, TALKS, withContent } from './small-content.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

async function check(args: string[], cwd = root, flags: string[] = []): Promise<Run> {
  try {
    const script = fileURLToPath(new URL('../../schema/record/command.ts', import.meta.url));
    return {
      code: 0,
      ...(await promisify(execFile)(process.execPath, [...flags, script, ...args], { cwd })),
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error)
      return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
    throw error;
  }
}

describe('the command line of the checker', () => {
  it('summarizes valid content in one line', async () => {
    expect(await check([])).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^content is valid: \d,\d{3} meetings, \d{3} statements, \d,\d{3} participants, \d{2} topics\.\n$/,
      ),
      stderr: '',
    });
  });

  it('prints every error and their number, with paths from the working folder', async () => {
    await withContent({ ...changed(TALKS, 'HELD', 'HOLD'), 'topics/x.txt': '' }, async (dir) => {
      const { code, stdout, stderr } = await check(['.'], dir);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toBe(
        `${TALKS}:3:9: unknown status "HOLD"; did you mean "HELD"? use one of PLANNED, HELD, POSTPONED, CANCELLED\n` +
          'topics/x.txt:1:1: "x.txt" has an unknown extension; use topics/<name>.yaml or, for bulk data, topics/**/<name>.jsonl\n' +
          '2 errors in ..\n',
      );
    });
  });

  it('names a folder that does not exist', async () => {
    const { code, stderr } = await check(['nowhere']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'nowhere:1:1: no such folder; give the folder that holds meetings, participants and topics\n1 error in nowhere.\n',
    );
  });

  it('checks content far larger than its memory', async () => {
    const statement = (id: string) => ({
      id,
      by: ['china'],
      mode: 'REPORTED',
      text: 'x'.repeat(1_900),
      topics: ['security'],
      cite: { readout: 'x' },
    });
    const call = (id: string) => ({
      id,
      title: 'A call',
      form: 'CALL',
      status: 'HELD',
      date: '2020-05-01',
      participants: [{ who: 'china', role: 'HOST' }],
      readouts: [{ id: 'x', publisher: 'X', language: 'en' }],
      statements: ['a', 'b'].map(statement),
    });
    const lines = Array.from({ length: 10_000 }, (_, n) => `${JSON.stringify(call(`m-${n}`))}\n`);
    const files = { ...small, 'statement-ids.txt': undefined, 'meetings/bulk.jsonl': lines.join('') };
    await withContent(files, async (dir) => {
      // The records have 41 MB; a heap of 36 holds the program and their ids.
      const { code, stdout, stderr } = await check(['.'], dir, ['--max-old-space-size=36']);
      expect(stderr).toBe('');
      expect([code, stdout]).toEqual([0, expect.stringContaining('10,002 meetings')]);
    });
  }, 120_000);
});
