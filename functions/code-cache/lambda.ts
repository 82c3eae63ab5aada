import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { CdkCustomResourceEvent, CdkCustomResourceResponse } from 'aws-lambda';
import { zipSync } from 'fflate';
import { awaitRights } from '../seed/await-rights.ts';
import { startReplies } from './replies.ts';

/**
 * The custom resource behind the endpoint's code. V8 accepts a code cache only from the same build of Node,
 * with the same flags and on the same kind of processor, so it is made by this function, which has the
 * endpoint's runtime, architecture and memory: it runs the endpoint in a separate process, puts the code and
 * the cache into a bucket, and tells CloudFormation where they are. If anything fails, it names the plain
 * code instead, and the deploy continues.
 *
 * Next to it are `endpoint/` (the endpoint's code), `warm.js`, `loader.cjs`, `replies.json` and `maps.json`.
 */

const HERE = process.env.LAMBDA_TASK_ROOT ?? __dirname;

/** Milliseconds allowed for answering the documented operations, which takes about two seconds. */
const PATIENCE = 60_000;

const files = new S3Client({});
files.middlewareStack.use(awaitRights());

interface CodeProperties {
  /** Where the code and the cache go. */
  readonly Bucket: string;
  /** Identifies the endpoint's code. */
  readonly Version: string;
  /** The same code without a cache. */
  readonly PlainBucket: string;
  readonly PlainKey: string;
}

export async function onEvent(event: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> {
  // Nothing is deleted, because a rollback returns to an earlier object.
  if (event.RequestType === 'Delete') return { PhysicalResourceId: event.PhysicalResourceId };
  const { Bucket, Version, PlainBucket, PlainKey } = propertiesOf(event.ResourceProperties);
  try {
    await put(Bucket, `source-maps/${Version}.json`, await readFile(join(HERE, 'maps.json')));
    const caches = await makeCaches();
    const zip = await zipped(caches);
    // Named by its version and its bytes: a different Node or different flags give a different object.
    const key = `endpoint/${Version}-${process.version}-${digest(zip)}.zip`;
    await put(Bucket, key, zip);
    log('INFO', {
      cache: 'made',
      key,
      node: process.version,
      flags: process.execArgv,
      bytes: Object.values(caches).reduce((sum, { byteLength }) => sum + byteLength, 0),
    });
    return { PhysicalResourceId: key, Data: { Bucket, Key: key } };
  } catch (error) {
    log('ERROR', { cache: 'failed', cause: error instanceof Error ? error.stack : String(error) });
    return { PhysicalResourceId: PlainKey, Data: { Bucket: PlainBucket, Key: PlainKey } };
  }
}

function propertiesOf(properties: Readonly<Record<string, unknown>>): CodeProperties {
  const text = (name: keyof CodeProperties): string => {
    const value = properties[name];
    if (typeof value !== 'string' || value === '') throw new Error(`The property ${name} is missing.`);
    return value;
  };
  return {
    Bucket: text('Bucket'),
    Version: text('Version'),
    PlainBucket: text('PlainBucket'),
    PlainKey: text('PlainKey'),
  };
}

/** Runs the endpoint with the flags of this process; resolves with V8's caches of its parts, by file. */
async function makeCaches(): Promise<Record<string, Buffer>> {
  const replies = await startReplies(join(HERE, 'replies.json'));
  const into = await mkdtemp(join(tmpdir(), 'caches-'));
  try {
    const program = [join(HERE, 'warm.js'), HERE, into];
    const child = spawn(process.execPath, [...process.execArgv, ...program], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: PATIENCE,
      env: { PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS, REPLIES: replies.address },
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`The endpoint exited with code ${code}: ${complaint.slice(0, 2_000)}`);
    return await readAll(into);
  } finally {
    await replies.close();
    await rm(into, { recursive: true, force: true });
  }
}

async function zipped(caches: Record<string, Buffer>): Promise<Uint8Array> {
  const code = await readAll(join(HERE, 'endpoint'));
  // A fixed time: the same code and cache give the same bytes.
  return zipSync({ ...code, ...caches }, { mtime: '1980-01-01T00:00:00' });
}

/** The files of a folder by name, in the order of their names. */
async function readAll(folder: string): Promise<Record<string, Buffer>> {
  const names = (await readdir(folder)).sort();
  const files = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(files));
}

const put = (Bucket: string, Key: string, Body: Uint8Array) =>
  files.send(new PutObjectCommand({ Bucket, Key, Body }));

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

function log(level: string, entry: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ level, message: 'code cache', ...entry })}\n`);
}
