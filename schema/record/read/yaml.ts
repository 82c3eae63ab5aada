import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { quoted } from '../value/printable.ts';
import { repeatedKey } from './json-line.ts';
import type { FaultAt, Path, Place } from './problem.ts';

/** A parsed text, with what is needed to turn its offsets into lines and columns. */
interface Tree {
  document: Document.Parsed<ParsedNode, true> | Document.Parsed<ParsedNode, false>;
  lines: LineCounter;
}

/**
 * Parses one YAML document using the core schema of YAML 1.2, in which `no` and `2022-03-30` are text. Also
 * reads JSON, of which YAML is a superset. Never throws; errors are in `document.errors`.
 */
export function parseTree(text: string): Tree {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    // Would compare each key with all before it; `faultsOfKeys` does the same in linear time.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  return { document, lines };
}

/**
 * Syntax errors, repeated keys, and YAML features that records do not use. After the first syntax error the
 * parser guesses, so only the first is reported.
 */
export function faultsOfTree({ document }: Tree): { faults: FaultAt[]; readable: boolean } {
  let broken: YAMLError | undefined;
  for (const error of document.errors) if (!broken || error.pos[0] < broken.pos[0]) broken = error;
  if (broken) return { faults: [faultOfError(broken)], readable: false };
  const extras = faultsOfExtras(document);
  return { faults: [...faultsOfKeys(document), ...extras], readable: extras.length === 0 };
}

/** Keys written twice in one map. */
function faultsOfKeys(document: Tree['document']): FaultAt[] {
  const faults: FaultAt[] = [];
  visit(document.contents, {
    Map(_, map, path) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value))
          faults.push({ ...repeatedKey(String(key.value)), offset: key.range?.[0] ?? 0 });
        seen.add(key.value);
      }
      return path.length > DEPTH_LIMIT ? visit.SKIP : undefined;
    },
  });
  return faults;
}

function faultsOfExtras(document: Tree['document']): FaultAt[] {
  const faults: FaultAt[] = [];
  const say = (node: Node | undefined | null, found: string, right: string) =>
    faults.push({ offset: node?.range?.[0] ?? 0, found, right });
  if (document.directives?.yaml.explicit || Object.keys(document.directives?.tags ?? {}).length > 1)
    say(undefined, 'a line that begins with "%"', 'remove it');
  visit(document.contents, (key, node, path) => {
    if (isAlias(node))
      say(
        node,
        `an alias, ${quoted(`*${node.source}`)}`,
        'write the value out; if it is text, put it in quotes',
      );
    else if (isNode(node) && 'anchor' in node && node.anchor !== undefined)
      say(node, `an anchor, ${quoted(`&${node.anchor}`)}`, 'remove it; if it is text, put it in quotes');
    if (isNode(node) && 'tag' in node && node.tag !== undefined)
      say(
        node,
        `a tag, ${quoted(node.tag.replace('tag:yaml.org,2002:', '!!'))}`,
        'remove it; if it is text, put it in quotes',
      );
    if (key === 'key' && isScalar(node) && node.value === '__proto__') {
      say(node, 'unknown key "__proto__"', 'remove it');
    }
    return path.length > DEPTH_LIMIT ? visit.SKIP : undefined;
  });
  return faults;
}

// Statements are nested three lists deep; the definitions reject anything deeper than this without looking
// into it.
const DEPTH_LIMIT = 32;

function faultOfError({ code, pos }: YAMLError): FaultAt {
  const [found, right] = sentences[code] ?? [
    'something that YAML cannot read',
    `if it is part of a text, ${QUOTE_IT}`,
  ];
  return { offset: pos[0], found, right };
}

const QUOTE_IT = 'put the whole text in quotes';
const sentences: Partial<Record<YAMLError['code'], readonly [found: string, right: string]>> = {
  ALIAS_PROPS: ['an alias', `write the value out; if it is text, ${QUOTE_IT}`],
  BAD_ALIAS: ['an alias that points nowhere', `write the value out; if it is text, ${QUOTE_IT}`],
  BAD_DIRECTIVE: ['a line that begins with "%"', 'remove it'],
  BAD_DQ_ESCAPE: ['a backslash that has no meaning here', 'write it twice, or use single quotes'],
  BAD_INDENT: [
    'indentation that does not match the lines around it',
    'align it with its neighbours, and close every bracket and quote above',
  ],
  BAD_PROP_ORDER: ['an anchor or a tag', `remove it; if it is text, ${QUOTE_IT}`],
  BAD_SCALAR_START: ['text that begins with a reserved character', QUOTE_IT],
  BLOCK_AS_IMPLICIT_KEY: ['": " within text that has no quotes', QUOTE_IT],
  BLOCK_IN_FLOW: ['indented lines inside brackets', 'use only brackets and commas there'],
  KEY_OVER_1024_CHARS: ['a key of more than 1024 characters', 'put text in quotes and close the quotes'],
  MISSING_CHAR: [
    'something is missing here, such as a closing quote, a bracket, a comma, or ": " after a key',
    'add it',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'a key that runs over several lines',
    'write ": " after each key, and put text that contains ": " in quotes',
  ],
  MULTIPLE_ANCHORS: ['an anchor', `remove it; if it is text, ${QUOTE_IT}`],
  MULTIPLE_DOCS: ['a second document after "---"', 'keep one document per file'],
  MULTIPLE_TAGS: ['a tag', `remove it; if it is text, ${QUOTE_IT}`],
  NON_STRING_KEY: ['a key that is not plain text', 'write a key in letters'],
  RESOURCE_EXHAUSTION: ['brackets nested too deeply', 'close them'],
  TAB_AS_INDENT: ['a tab in the indentation', 'use spaces'],
  TAG_RESOLVE_FAILED: ['a tag', `remove it; if it is text, ${QUOTE_IT}`],
  UNEXPECTED_TOKEN: ['something unexpected', `if it is part of a text, ${QUOTE_IT}`],
};

/**
 * Offsets of the key or value at `path`; of the deepest node on the way if the path ends early. An empty
 * value is located by its key.
 */
export function rangeInYaml(
  { document }: Tree,
  path: Path,
  part: Place['part'],
): [start: number, end: number] {
  let node: Node | null = document.contents;
  let key: Node | undefined;
  let shown = node;
  for (const step of path) {
    const next = childOf(node, step);
    if (!next) break;
    ({ node, key } = next);
    shown = isEmpty(node) || (part === 'key' && key) ? (key ?? node ?? shown) : node;
  }
  const range = shown?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

function childOf(
  node: Node | null,
  step: PropertyKey,
): { node: Node | null; key: Node | undefined } | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? { node: item, key: undefined } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = pairsOf(node).get(String(step));
  return pair && isNode(pair.key)
    ? { node: isNode(pair.value) ? pair.value : null, key: pair.key }
    : undefined;
}

/**
 * The pairs of a map by key; of a repeated key, the last one. Computed once per map, which may have a hundred
 * thousand pairs.
 */
function pairsOf(map: YAMLMap): Map<string, Pair> {
  let pairs = byKey.get(map);
  if (!pairs) {
    pairs = new Map(
      map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])),
    );
    byKey.set(map, pairs);
  }
  return pairs;
}

const byKey = new WeakMap<YAMLMap, Map<string, Pair>>();

function isEmpty(node: Node | null): boolean {
  return !node?.range || node.range[0] === node.range[1];
}
