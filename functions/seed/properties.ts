import type { CdkCustomResourceIsCompleteEvent } from 'aws-lambda';
import type { DeployedDump } from './kept-dumps.ts';
import type { Span } from './release-file.ts';

/**
 * The content properties in the stack: the release, and where its files are. CloudFormation turns numbers
 * into strings.
 */
interface ContentProperties {
  readonly release: string;
  readonly bucket: string;
  readonly key: string;
  readonly index: Span;
  /** SHA-256 of the file of rows, hexadecimal. */
  readonly sha256: string;
  /** Key of the search index in the same bucket. */
  readonly searchIndex: string;
  /** The files of the download, in the same bucket; none in a stack from before downloads existed. */
  readonly dumps: readonly DeployedDump[];
}

/**
 * Reads the properties of the custom resource.
 *
 * @throws Error that names the missing or malformed property
 */
export function propertiesOf(properties: Readonly<Record<string, unknown>>): ContentProperties {
  const { text, byte } = readerOf(properties);
  return {
    release: text('Release'),
    bucket: text('Bucket'),
    key: text('Key'),
    index: { first: byte('IndexFirst'), last: byte('IndexLast') },
    sha256: text('Sha256'),
    searchIndex: text('SearchIndex'),
    dumps: dumpsIn(properties.Dumps ?? []),
  };
}

function dumpsIn(value: unknown): DeployedDump[] {
  if (!Array.isArray(value)) throw new Error('The property Dumps is not a list.');
  return value.map((each: unknown) => {
    if (typeof each !== 'object' || each === null) throw new Error('An entry of Dumps is not a file.');
    const { text, byte } = readerOf({ ...each });
    return {
      name: text('Name'),
      key: text('Key'),
      mediaType: text('MediaType'),
      bytes: byte('Bytes'),
      sha256: text('Sha256'),
    };
  });
}

function readerOf(properties: Readonly<Record<string, unknown>>) {
  const text = (name: string): string => {
    const value = properties[name];
    if (typeof value !== 'string' || value === '') throw new Error(`The property ${name} is missing.`);
    return value;
  };
  const byte = (name: string): number => {
    const value = text(name);
    if (!/^\d+$/.test(value)) throw new Error(`The property ${name} is not a number of bytes: ${value}`);
    return Number(value);
  };
  return { text, byte };
}

/** A new value of the property `Repair` requests a repair; removing the value requests nothing. */
export function wantsRepair(event: CdkCustomResourceIsCompleteEvent): boolean {
  const wanted: unknown = event.ResourceProperties.Repair;
  const before: unknown = event.RequestType === 'Update' ? event.OldResourceProperties.Repair : undefined;
  return wanted !== undefined && wanted !== before;
}
