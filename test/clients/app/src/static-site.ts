import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { endpoint, print } from './run.ts';

// When the site is built: the id of a documented operation is the hash of its text.
const text = await readFile(new URL('../../../schema/operations/Latest.graphql', `file://${process.cwd()}/`));
const documentId = `sha256:${createHash('sha256').update(text).digest('hex')}`;

// In the page: a plain GET without headers, which needs no preflight and which browsers and the edge cache.
const url = `${endpoint}?${new URLSearchParams({ documentId, variables: JSON.stringify({}) })}`;
const response = await fetch(url);
const { data } = await response.json();

print(data.meetings.edges.map(({ node }: { node: { title: string } }) => node.title));
