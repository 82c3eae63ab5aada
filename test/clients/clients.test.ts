import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { documentId } from '../../functions/graphql/persisted-documents.ts';
import { copyAs } from '../../functions/playground/src/copy-as.ts';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { APP, missingClients, program, tool } from './tools.ts';

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);
const COPIED = {
  query: 'query Copied($name: String!) { participants(filter: { name: $name }) { nodes { name country } } }',
  variables: '{ "name": "Wang" }',
};

describeWhere(missingClients, 'clients', () => {
  const server = sharedServer();
  const endpoint = () => `${server.url}graphql`;

  beforeAll(async () => {
    await rm(`${APP}generated`, { recursive: true, force: true });
    await mkdir(`${APP}generated/relay`, { recursive: true });
    const copied = copyAs('typed', COPIED, endpoint());
    await writeFile(
      `${APP}generated/copied.ts`,
      `${copied}\nexport const country = data?.participants.nodes[0]?.country;\nexport { error };\n`,
    );
    await tool('@graphql-codegen/cli/esm/bin.js');
    await tool('gql.tada/bin/cli.js', 'generate-output');
    await tool('relay-compiler/cli.js', 'relay.config.json');
  });

  test('the types that Code Generator’s client preset and gql.tada make fit the programs', async () => {
    await tool('typescript/bin/tsc', '-p', '.');
    expect(await readFile(`${APP}generated/gql/graphql.ts`, 'utf8')).toContain('MeetingPageQuery');
  });

  test('gql.tada finds no mistake in the documents', async () => {
    expect(await tool('gql.tada/bin/cli.js', 'check')).not.toMatch(/\b(error|warn)\b/);
  });

  test('relay-compiler compiles every documented operation', async () => {
    const [sources, artifacts] = ['generated/operations', 'generated/operations/artifacts'];
    await mkdir(`${APP}${artifacts}`, { recursive: true });
    const files = (await readdir(OPERATIONS)).filter((file) => file.endsWith('.graphql'));
    for (const file of files) {
      const name = file.replace('.graphql', '');
      const text = await readFile(new URL(file, OPERATIONS), 'utf8');
      // Relay wants an operation to be named after its module and its kind.
      const named = text.replace(`query ${name}`, `query ${name}Query`);
      await writeFile(
        `${APP}${sources}/${name}.ts`,
        `import { graphql } from 'relay-runtime';\ngraphql\`${named}\`;\n`,
      );
    }
    const config = JSON.parse(await readFile(`${APP}relay.config.json`, 'utf8'));
    const changed = { ...config, src: sources, artifactDirectory: artifacts };
    await writeFile(`${APP}generated/operations.relay.json`, JSON.stringify(changed));
    await tool('relay-compiler/cli.js', 'generated/operations.relay.json');
    expect(await readdir(`${APP}${artifacts}`)).toHaveLength(files.length);
  });

  for (const client of ['apollo', 'urql', 'relay']) {
    test(`${client} pages through a list to its end`, async () => {
      const titles = await program(client, endpoint());
      expect(titles).toEqual(await wholeList());
    });
  }

  for (const [client, registering] of [
    ['apollo', 'POST'],
    ['urql', 'GET'],
  ]) {
    test(`${client} registers a document once, and from then on sends its hash`, async () => {
      expect(await program(`persisted-${client}`, endpoint())).toEqual([
        'GET hash: 200 PersistedQueryNotFound',
        `${registering} hash and text: 200 data`,
        'GET hash: 200 data',
        'GET hash: 200 data',
      ]);
    });
  }

  test('a static site gets a documented operation by its id, to be kept by browser and edge', async () => {
    expect(await program('static-site', endpoint())).toHaveLength(20);
    const id = documentId(await readFile(new URL('Latest.graphql', OPERATIONS), 'utf8'));
    const { headers } = await fetch(`${endpoint()}?documentId=${id}`);
    expect(headers.get('cache-control')).toMatch(/public, max-age=\d+, s-maxage=\d+/);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('etag')).toBeTruthy();
  });

  async function wholeList(): Promise<string[]> {
    const query =
      '{ meetings(filter: { form: [TRILATERAL, VIDEO] }, orderBy: DATE_ASC, first: 100) { nodes { title } } }';
    const response = await fetch(`${endpoint()}?${new URLSearchParams({ query })}`);
    const { data } = await response.json();
    const titles: string[] = data.meetings.nodes.map(({ title }: { title: string }) => title);
    // More than two of the programs' pages, so that a page lies between others.
    expect(titles.length).toBeGreaterThan(14);
    return titles;
  }
});
