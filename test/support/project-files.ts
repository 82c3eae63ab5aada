import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What is made by a tool is not ours to judge. */
const GENERATED = '/generated/';

/**
 * The files of the project that match patterns of git, by their paths from its root: those that git keeps and
 * those that are new, without those that are ignored, deleted or generated.
 */
export const projectFiles = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && !file.includes(GENERATED) && existsSync(file));

/** Patterns of all files of code. */
export const CODE = ['*.ts', '*.tsx', '*.mjs', '*.cjs', '*.js'];
