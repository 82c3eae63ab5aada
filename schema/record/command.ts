import { argv, exit, stderr, stdout } from 'node:process';
import { checkContent, formatProblem, linesOfProblems } from './content.ts';
import { fixStatementIds } from './ids/fix-content.ts';
import { reviewContent } from './review/review-content.ts';
import { typedPath } from './typed-path.ts';
import { printable, quoted } from './value/printable.ts';

// The command line of the checker: `node schema/record/command.ts [DIR] [--fix] [--review]`. Exit code 0 for
// valid content, 1 for problems.
const options = argv.slice(2).filter((each) => each.startsWith('-'));
const [typed, ...rest] = argv.slice(2).filter((each) => !each.startsWith('-'));
const dir = typed === undefined ? 'content' : typedPath(typed);
const folder = printable(dir);
const unknown = options.find((each) => each !== '--fix' && each !== '--review');
if (unknown !== undefined) {
  stderr.write(
    `${printable(`Unknown option ${quoted(unknown)}; the options are --fix (writes missing ids of statements) and --review (prints what deserves a second look).`)}\n`,
  );
  exit(1);
}
if (rest.length > 0) {
  stderr.write('Give one folder to check, or none to check "content".\n');
  exit(1);
}

try {
  if (options.includes('--fix')) {
    const { written, retired } = await fixStatementIds(dir);
    for (const [file, ids] of written)
      stdout.write(`${printable(file)}: wrote the statement ids ${ids.join(', ')}.\n`);
    for (const id of retired) stdout.write(`${id} was removed; its id is retired.\n`);
  }
  const outcome = await checkContent(dir);
  const found = outcome.ok ? { problems: outcome.unrecorded, leftOut: 0 } : outcome;
  if (outcome.ok && found.problems.length === 0) {
    const { meetings, statements, participants, topics } = outcome.counts;
    const counts = [
      count(meetings, 'meeting'),
      count(statements, 'statement'),
      count(participants, 'participant'),
      count(topics, 'topic'),
    ];
    stdout.write(`${folder} is valid: ${counts.join(', ')}.\n`);
    if (options.includes('--review')) await printReview();
  } else {
    const lines = [
      ...linesOfProblems(found),
      `${count(found.problems.length + found.leftOut, 'error')} in ${folder}.`,
    ];
    stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  // Only file system errors get here, with their own message ("EACCES: permission denied, open …").
  stderr.write(
    `${printable(`${dir} could not be read: ${error instanceof Error ? error.message : String(error)}`)}\n`,
  );
  process.exitCode = 1;
}

/** Doubts are not errors, so they do not change the exit code. */
async function printReview(): Promise<void> {
  const { doubts, leftOut } = await reviewContent(dir);
  for (const doubt of doubts) stdout.write(`${formatProblem(doubt)} (to be checked)\n`);
  stdout.write(`${count(doubts.length + leftOut, 'doubt')} in ${folder}.\n`);
}

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en')} ${noun}${amount === 1 ? '' : 's'}`;
}
