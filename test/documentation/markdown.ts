import { readFileSync } from 'node:fs';
import GithubSlugger from 'github-slugger';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';
import { projectFiles } from '../support/project-files.ts';

/** A fenced block. */
export interface Block {
  readonly file: string;
  readonly line: number;
  /** The first word after the fence: `sh`, `json`; empty for none. */
  readonly language: string;
  /** What follows the language, such as the file that the block shows; empty for none. */
  readonly info: string;
  readonly text: string;
  /** The fenced block that follows with nothing but a sentence between them, such as a printed answer. */
  readonly next: Block | undefined;
}

/** A row of a table. */
export interface Row {
  /** The cells as text, without the marks of code. */
  readonly cells: readonly string[];
  /** Every inline `code` of each cell. */
  readonly codes: readonly (readonly string[])[];
}

/** One Markdown file of the project, parsed as GitHub parses it. */
interface Page {
  /** Path from the root of the project. */
  readonly file: string;
  readonly blocks: readonly Block[];
  readonly links: readonly { readonly url: string; readonly line: number }[];
  /** Ids of the headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** Each table, its head first. */
  readonly tables: readonly (readonly Row[])[];
  /** Every inline `code`, as written. */
  readonly codes: readonly string[];
  /** The whole page, on one line. */
  readonly text: string;
}

/** All Markdown files that git keeps. */
export const PAGES: readonly Page[] = projectFiles('*.md').map(pageOf);

/** The rows of the table of a page whose first column has this head. */
export function rowsUnder(file: string, head: string): readonly Row[] {
  const table = page(file).tables.find(([first]) => first?.cells[0] === head);
  if (!table) throw new Error(`${file} has no table whose first column is "${head}"`);
  return table.slice(1);
}

export const BLOCKS: readonly Block[] = PAGES.flatMap(({ blocks }) => blocks);

/** The page of a path from the root. */
export function page(file: string): Page {
  const found = PAGES.find((each) => each.file === file);
  if (!found) throw new Error(`there is no ${file}`);
  return found;
}

/** Where a block is, as terminals make it clickable. */
export const at = ({ file, line }: Pick<Block, 'file' | 'line'>): string => `${file}:${line}`;

function pageOf(file: string): Page {
  const source = readFileSync(file, 'utf8');
  const root = fromMarkdown(source, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  const links: { url: string; line: number }[] = [];
  const tables: Row[][] = [];
  const codes: string[] = [];
  visit(root, (node: Nodes) => {
    if (node.type === 'heading') anchors.add(slugger.slug(textOf(node)));
    if (node.type === 'link' || node.type === 'image') links.push({ url: node.url, line: lineOf(node) });
    if (node.type === 'inlineCode') codes.push(node.value);
    if (node.type === 'table') {
      tables.push(
        node.children.map(({ children }) => ({
          cells: children.map((cell) => textOf(cell)),
          codes: children.map(codesOf),
        })),
      );
    }
  });
  const text = source.replace(/\s+/g, ' ');
  return { file, blocks: blocksOf(file, root), links, anchors, tables, codes, text };
}

function blocksOf(file: string, root: Root): Block[] {
  const blocks: Block[] = [];
  let follower: { block: Block; index: number } | undefined;
  for (let index = root.children.length - 1; index >= 0; index -= 1) {
    const node = root.children[index];
    if (node?.type !== 'code') continue;
    const block: Block = {
      file,
      line: lineOf(node),
      language: node.lang ?? '',
      info: node.meta ?? '',
      text: node.value,
      next: follower && follower.index - index <= 2 ? follower.block : undefined,
    };
    follower = { block, index };
    blocks.unshift(block);
  }
  return blocks;
}

function codesOf(node: Nodes): string[] {
  const codes: string[] = [];
  visit(node, 'inlineCode', ({ value }) => void codes.push(value));
  return codes;
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 0;
}
