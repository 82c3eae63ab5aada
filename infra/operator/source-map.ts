import { SourceMap, type SourceMapPayload } from 'node:module';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Maps the positions in a stack trace to our own files, or returns it unchanged. */
export type Mapper = (stack: string) => string;

/**
 * Maps stack traces of the deployed code: the code-cache function stores the source map of each version in
 * the code bucket.
 *
 * @param bucket undefined if the stage has none
 * @returns resolves with the mapper of a version; each map is fetched once
 */
export function sourceMaps(region: string, bucket: string | undefined): (version: string) => Promise<Mapper> {
  const known = new Map<string, Promise<Mapper>>();
  return (version) => {
    const held = known.get(version);
    if (held) return held;
    const fetched = fetchMap(region, bucket, version);
    known.set(version, fetched);
    return fetched;
  };
}

async function fetchMap(region: string, bucket: string | undefined, version: string): Promise<Mapper> {
  if (bucket === undefined) return (stack) => stack;
  const client = new S3Client({ region });
  try {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: `source-maps/${version}.json` }),
    );
    return mapperOf(JSON.parse((await Body?.transformToString()) ?? '') as SourceMaps);
  } catch {
    // An unmapped stack trace is better than none.
    return (stack) => stack;
  } finally {
    client.destroy();
  }
}

/** Lines in a part before the mapped code: the head of the function that the loader runs. */
const LINES_BEFORE = 1;

/** The source maps of the endpoint's code, by part: `function.js` and `search.js`. */
type SourceMaps = Readonly<Record<string, SourceMapPayload>>;

/** A position in one of the parts, in a stack trace. */
export const PLACE = /(?:\S*\/)?(function|search)\.js:(\d+):(\d+)/g;

export function mapperOf(payloads: SourceMaps): Mapper {
  const maps = new Map(Object.entries(payloads).map(([part, payload]) => [part, new SourceMap(payload)]));
  return (stack) =>
    stack.replace(PLACE, (place, part: string, line: string, column: string) => {
      const found = maps.get(part)?.findEntry(Number(line) - 1 - LINES_BEFORE, Number(column) - 1);
      if (!found || !('originalSource' in found)) return place;
      const file = found.originalSource.replace(/^(\.\.\/)+/, '');
      return `${file}:${found.originalLine + 1}:${found.originalColumn + 1}`;
    });
}
