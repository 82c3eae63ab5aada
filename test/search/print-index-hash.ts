import { createHash } from 'node:crypto';
import { stdout } from 'node:process';
import { readContent } from '../../schema/record/content.ts';
import { buildIndex } from '../../schema/release/index/build.ts';
import { resolve } from '../../schema/release/resolve.ts';

// Prints the hash of the index of a content folder; run by bytes.test.ts as another machine would.
const outcome = await readContent(process.argv[2] ?? '');
if (!outcome.ok) throw new Error('the content is not valid');
stdout.write(
  createHash('sha256')
    .update(buildIndex(resolve(outcome.corpus)))
    .digest('hex'),
);
