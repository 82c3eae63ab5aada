import { argv, exit, stderr, stdout } from 'node:process';
import { formatProblem, readContent } from './content.ts';
import { fixStatementIds } from './ids/fix-content.ts';

// The command line of the checker: `node schema/record/command.ts [DIR] [--fix]`. Exit code 0 for valid content, 1 for problems.
const options = argv.slice(2).filter((each) => each.startsWith('-'));
const [dir = 'content', ...rest] = argv.slice(2).filter((each) => !each.startsWith('-'));
const unknown = options.find((each) => each !== '--fix');
if (unknown !== undefined) {
  stderr.write(`Unknown option "${unknown}"; the options are --fix (writes missing ids of statements).\n`);
  exit(1);
}
if (rest.length > 0) {
  stderr.write('Give one folder to check, or none for "content".\n');
  exit(1);
}

try {
  if (options.includes('--fix')) {
    const { written, retired } = await fixStatementIds(dir);
    for (const [file, ids] of written) stdout.write(`${file}: wrote the statement ids ${ids.join(', ')}.\n`);
    for (const id of retired) stdout.write(`${id} is gone; its id is retired.\n`);
  }
  const outcome = await readContent(dir);
  const problems = outcome.ok ? outcome.unrecorded : outcome.problems;
  if (outcome.ok && problems.length === 0) {
    const { meetings, participants, topics } = outcome.corpus;
    const statements = meetings.reduce((sum, meeting) => sum + meeting.statements.length, 0);
    const counts = [
      count(meetings.length, 'meeting'),
      count(statements, 'statement'),
      count(participants.length, 'participant'),
      count(topics.length, 'topic'),
    ];
    stdout.write(`${dir} is valid: ${counts.join(', ')}.\n`);
  } else {
    const lines = [...problems.map(formatProblem), `${count(problems.length, 'error')} in ${dir}.`];
    stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  // Only the file system gets here, with a sentence of its own ("EACCES: permission denied, open …").
  stderr.write(`${dir} could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`;
}
