import { relative } from 'node:path';
import type { Seeded } from '../../functions/seed/seed.ts';
import type { Head } from '../../schema/store/rows.ts';
import type { Terminal } from '../terminal.ts';
import type { Refused } from './content-worker.ts';

const EXAMPLE = '{ meetings(first: 3) { nodes { title date { edtf } } } }';

/** As much of a release's id as people compare. */
export const short = (release: string): string => release.slice(0, 12);

/** Prints the errors in the content, in the words of npm run check. */
export function sayProblems({ lines, problems }: Refused, terminal: Terminal): void {
  for (const line of lines) terminal.complain(line);
  const count = `${problems.toLocaleString('en')} ${problems === 1 ? 'error' : 'errors'}`;
  terminal.complain(`${count} in the content.`);
}

/** What a seed did. */
export function reportOf(
  head: Head,
  seeded: Pick<Seeded, 'written' | 'deleted'> | 'kept',
  ms: number,
): string {
  const size = `${head.meetings} meetings, ${head.statements} statements, ${head.participants} participants, ${head.topics} topics`;
  const done =
    seeded === 'kept'
      ? 'already in the database'
      : `${seeded.written} rows written, ${seeded.deleted} deleted, in ${(ms / 1000).toFixed(1)} s`;
  return `Release ${short(head.release)}: ${size}; ${done}.`;
}

/** The address of the server, as a person would type it. */
export function baseUrl(host: string, port: number): string {
  const local = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host);
  return `http://${local ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What the user can do now. */
export function invitation(base: string, content: string): string {
  const folder = relative('', content) || '.';
  return `
Communiqué is ready.

  GraphQL     ${base}/graphql
  Playground  ${base}/
  Health      ${base}/health

Try it in a browser:
  ${base}/graphql?query=${encodeURIComponent(EXAMPLE)}
or in a shell:
  curl ${base}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: EXAMPLE })}'

Valid edits in ${folder} go live within seconds. Press Ctrl-C to stop.
`;
}
