import { type DocumentNode, type ExecutionResult, execute, GraphQLError, parse, validate } from 'graphql';
import { seed } from '../../functions/seed/seed.ts';
import { linesOfProblems, readContent } from '../../schema/record/content.ts';
import type { Corpus } from '../../schema/record/corpus.ts';
import { createDumpListCache } from '../../schema/release/dumps/dump-list-cache.ts';
import { DUMP_LIST, type Dump, dumpFolder, formatDumpList } from '../../schema/release/dumps/format.ts';
import { type Analyses, createAnalysisCache } from '../../schema/release/index/analysis-cache.ts';
import { compile, type Release } from '../../schema/release/release.ts';
import { schema } from '../../schema/schema.ts';
import type { Meter } from '../../schema/store/meter.ts';
import { openStore, type Store } from '../../schema/store/store.ts';
import { createTable } from '../../schema/store/table.ts';
import type { Engine } from './engines.ts';

export const CURSOR_KEY = 'a key for tests';

/** The indexes of all releases that were seeded here. */
const indexes = new Map<string, Uint8Array>();
export const analyses = createAnalysisCache(async ({ key }) => {
  const bytes = indexes.get(key);
  if (!bytes) throw new Error(`no index ${key} was seeded`);
  return bytes;
});

/** The lists of the files of all releases that were dumped here, by their keys. */
const dumped = new Map<string, Uint8Array>();
const dumpLists = createDumpListCache(async (key) => {
  const bytes = dumped.get(key);
  if (!bytes) throw new Error(`no list ${key} was written`);
  return bytes;
});

/** Lets requests find the files of a release. */
export function keepDumps(release: string, files: readonly Dump[]): void {
  dumped.set(`${dumpFolder(release)}/${DUMP_LIST}`, Buffer.from(formatDumpList(release, files)));
}

/** By which requests reach the endpoint. */
export const ORIGIN = 'https://record.example.org';

let tables = 0;

/** A table of its own with a corpus in it. */
export async function seeded(
  { client, wire }: Engine,
  corpus: Corpus,
): Promise<{ store: Store; table: string; release: Release }> {
  const table = newTable();
  await createTable(client, table);
  const release = compile(corpus);
  await seed({ client, table, release });
  keepIndex(release);
  // A busy machine must not run into the deadline of a request.
  return { store: openStore({ wire, table, cursorKey: CURSOR_KEY, readTime: 600_000 }), table, release };
}

/** Lets requests find the index of a release that a test has seeded. */
export function keepIndex({ head, index }: Pick<Release, 'head' | 'index'>): void {
  indexes.set(head.index?.key ?? '', index);
}

export const newTable = (): string => `table-${process.pid}-${++tables}`;

let ships: Promise<Corpus> | undefined;

/** The corpus that ships, read once for all tests of a worker: nobody may change it. */
export function shippedCorpus(): Promise<Corpus> {
  ships ??= readShipped();
  return ships;
}

let compiled: Promise<Release> | undefined;

/** The same, compiled. */
export function shippedRelease(): Promise<Release> {
  compiled ??= shippedCorpus().then((corpus) => compile(corpus));
  return compiled;
}

async function readShipped(): Promise<Corpus> {
  const outcome = await readContent('content');
  if (!outcome.ok) throw new Error(linesOfProblems(outcome).join('\n'));
  return outcome.corpus;
}

export interface Answer extends ExecutionResult {
  readonly meter: Meter;
}

/** Asks the schema, as one request would, and says what it cost to read. */
export async function ask(
  store: Store,
  source: string,
  variableValues: Record<string, unknown> = {},
  indexes: Analyses = analyses,
): Promise<Answer> {
  const head = await store.head();
  const session = store.session(head);
  const document = documentOf(source);
  if (!('kind' in document)) return { ...document, meter: session.meter };
  const result = await execute({
    schema,
    document,
    variableValues,
    contextValue: {
      session,
      origin: ORIGIN,
      analysis: () => indexes.of(head),
      dumps: () => dumpLists.of(head),
    },
  });
  return { ...result, meter: session.meter };
}

/**
 * The last operation asked: most tests ask the same one page by page, and validating takes longer than
 * answering.
 */
let last: { source: string; document: DocumentNode | ExecutionResult } | undefined;

/** A valid document, or what is wrong with it. */
function documentOf(source: string): DocumentNode | ExecutionResult {
  if (last?.source !== source) last = { source, document: parsed(source) };
  return last.document;
}

function parsed(source: string): DocumentNode | ExecutionResult {
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : document;
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

export const idOf = (type: string, key: string): string => Buffer.from(`${type}:${key}`).toString('base64');
