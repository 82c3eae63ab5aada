import { badArgument } from './errors.ts';

/** The number of entries that an argument requests. */
interface Size {
  /** The size for pricing: at least 0, at most the limit. */
  priced(size: number | null | undefined): number;
  /** The requested number, or the default; BAD_ARGUMENT if it is negative or above the limit. */
  asked(argument: string, size: number | null | undefined): number;
}

/** Sizes from 0 to `limit`; `usual` is the default. */
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

/** Maximum and default size of a page of a list. */
export const PAGE_LIMIT = 100;
export const PAGE_USUAL = 20;
export const PAGE_SIZE = sizeUpTo(PAGE_LIMIT, PAGE_USUAL);
