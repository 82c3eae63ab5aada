import { badArgument } from './errors.ts';

/** How many entries an argument asks for. */
export interface Size {
  /** What the price counts: never less than none, and never more than the limit. */
  priced(size: number | null | undefined): number;
  /** The number asked for, or the usual one; BAD_ARGUMENT for one that is negative or above the limit. */
  asked(argument: string, size: number | null | undefined): number;
}

/** Sizes from none to `limit`; `usual` is taken when none is given. */
export function sizeUpTo(limit: number, usual: number): Size {
  return {
    priced: (size) => Math.min(Math.max(size ?? usual, 0), limit),
    asked(argument, size) {
      const asked = size ?? usual;
      if (asked >= 0 && asked <= limit) return asked;
      throw badArgument(argument, `${argument} is ${asked}; give a number from 0 to ${limit}.`);
    },
  };
}

/** The most that one page of a list holds, and what it holds when no size is given. */
export const PAGE_LIMIT = 100;
export const PAGE_USUAL = 20;
export const PAGE_SIZE = sizeUpTo(PAGE_LIMIT, PAGE_USUAL);
