import { SourceMap, type SourceMapPayload } from 'node:module';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Puts the places of our own files into a stack, or leaves it as it is. */
export type Mapper = (stack: string) => string;

/**
 * Reads stacks of the deployed code: the builder of the code cache keeps the source map of each version in
 * the bucket of code.
 *
 * @param bucket undefined when the stage has none
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
    // A stack without our names is still a stack.
    return (stack) => stack;
  } finally {
    client.destroy();
  }
}

/** Lines of a part before the code that the map is of: the head of the function that the loader runs. */
const LINES_BEFORE = 1;

/** The source maps of the endpoint's code, by part: `function.js` and `search.js`. */
type SourceMaps = Readonly<Record<string, SourceMapPayload>>;

/** A place in one of the parts, in a stack. */
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
