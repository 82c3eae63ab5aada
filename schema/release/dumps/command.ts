import { join, resolve } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { linesOfProblems, readContent } from '../../record/content.ts';
import { typedPath } from '../../record/typed-path.ts';
import { compile } from '../release.ts';
import { writeDumps } from './write-dumps.ts';

// The command line: `npm run dump -- DIR [CONTENT]` writes the content as a download into a folder named
// after its release.
const [into, content, ...rest] = argv.slice(2);
if (into === undefined || rest.length > 0) {
  stderr.write('Give the folder to write to, and the content folder if it is not "content".\n');
  exit(2);
}
const outcome = await readContent(content === undefined ? 'content' : typedPath(content));
if (!outcome.ok) {
  stderr.write(`${linesOfProblems(outcome).join('\n')}\nNothing was written.\n`);
  exit(1);
}
const { id } = compile(outcome.corpus);
const folder = join(resolve(typedPath(into)), id);
for (const { name, bytes } of await writeDumps(outcome.corpus, id, folder)) {
  stdout.write(`${String(bytes).padStart(12)}  ${name}\n`);
}
stdout.write(`Release ${id} is in ${folder}\n`);
