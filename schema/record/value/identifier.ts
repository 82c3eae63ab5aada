import type { Fault } from './fault.ts';
import { ID_LIMIT } from './id.ts';
import { nearest } from './nearest.ts';
import { quoted } from './printable.ts';

interface Scheme {
  readonly description: string;
  readonly pattern: RegExp;
  readonly example: string;
  readonly address: (value: string) => string;
}

/**
 * The schemes whose values have a known form and a page. Others may be used, but not misspellings of these.
 */
export const schemes = {
  wikidata: {
    description: 'Item of Wikidata.',
    pattern: /^Q[1-9]\d*$/,
    example: 'Q148',
    address: (value) => `https://www.wikidata.org/wiki/${value}`,
  },
  viaf: {
    description: 'Cluster of the Virtual International Authority File.',
    pattern: /^[1-9]\d{1,21}$/,
    example: '102333412',
    address: (value) => `https://viaf.org/viaf/${value}`,
  },
  isni: {
    description: 'International Standard Name Identifier, without spaces.',
    pattern: /^\d{15}[\dX]$/,
    example: '0000000121032683',
    address: (value) => `https://isni.org/isni/${value}`,
  },
  gnd: {
    description: 'Integrated Authority File of the German National Library.',
    pattern: /^[\dX-]{8,11}$/,
    example: '118540238',
    address: (value) => `https://d-nb.info/gnd/${value}`,
  },
  lei: {
    description: 'Legal Entity Identifier of an organization.',
    pattern: /^[A-Z0-9]{18}\d{2}$/,
    example: '5493000IBP32UQZ0KL24',
    address: (value) => `https://search.gleif.org/#/record/${value}`,
  },
} as const satisfies Record<string, Scheme>;

export type KnownScheme = keyof typeof schemes;

/** Form of scheme names. */
export const SCHEME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The page of an identifier, or undefined if the scheme is unknown or the value does not fit it. */
export function addressOf(scheme: string, value: string): string | undefined {
  if (!isKnown(scheme) || !schemes[scheme].pattern.test(value)) return undefined;
  return schemes[scheme].address(value);
}

/** Why `value` is not an identifier of a known scheme, or undefined if it is. */
export function faultOfIdentifier(scheme: KnownScheme, value: string): Fault | undefined {
  const { pattern, example } = schemes[scheme];
  if (pattern.test(value)) return undefined;
  return { found: `${quoted(value)} is not an identifier of ${scheme}`, right: `write it like ${example}` };
}

/** Why `scheme` cannot be a scheme name, or undefined if it can. */
export function faultOfScheme(scheme: string): Fault | undefined {
  if (scheme.length > ID_LIMIT)
    return {
      found: `a scheme name of ${scheme.length} characters`,
      right: `use at most ${ID_LIMIT}`,
      part: 'key',
    };
  if (isKnown(scheme)) return undefined;
  const near = nearest(scheme, Object.keys(schemes));
  if (near !== undefined)
    return { found: `unknown scheme ${quoted(scheme)}`, right: `did you mean "${near}"?`, part: 'key' };
  if (SCHEME.test(scheme)) return undefined;
  const right = 'use lower-case letters, digits and hyphens, like wikidata';
  return { found: `${quoted(scheme)} is not a scheme name`, right, part: 'key' };
}

function isKnown(scheme: string): scheme is KnownScheme {
  return Object.hasOwn(schemes, scheme);
}
