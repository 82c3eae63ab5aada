import type { CdkCustomResourceIsCompleteEvent } from 'aws-lambda';
import type { Span } from './release-file.ts';

/** What the stack says of the content: which release, and where its file is. CloudFormation makes strings of numbers. */
export interface ContentProperties {
  readonly release: string;
  readonly bucket: string;
  readonly key: string;
  readonly index: Span;
  /** SHA-256 of the file of rows, hexadecimal. */
  readonly sha256: string;
  /** Key of the search index in the same bucket. */
  readonly searchIndex: string;
}

/**
 * Reads the properties of the custom resource.
 *
 * @throws Error that names the property which is missing or malformed
 */
export function propertiesOf(properties: Readonly<Record<string, unknown>>): ContentProperties {
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
  return {
    release: text('Release'),
    bucket: text('Bucket'),
    key: text('Key'),
    index: { first: byte('IndexFirst'), last: byte('IndexLast') },
    sha256: text('Sha256'),
    searchIndex: text('SearchIndex'),
  };
}

/** A repair is asked for by a new value of the property `Repair`; taking the value away again asks for nothing. */
export function wantsRepair(event: CdkCustomResourceIsCompleteEvent): boolean {
  const wanted: unknown = event.ResourceProperties.Repair;
  const before: unknown = event.RequestType === 'Update' ? event.OldResourceProperties.Repair : undefined;
  return wanted !== undefined && wanted !== before;
}
