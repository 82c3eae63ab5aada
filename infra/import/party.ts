import type { State } from './states.ts';

/** A person or body that running text names as having been met. */
export type Party =
  /** A person with an office: `Soviet Foreign Minister Gromyko`, `King Hussein of Jordan`. */
  | {
      readonly kind: 'PERSON';
      readonly name: string;
      readonly office: string;
      readonly state: State | undefined;
      readonly printed: string;
    }
  /**
   * The holders of one office in several states, without their names:
   * `the Foreign Ministers of France and Germany`.
   */
  | {
      readonly kind: 'HOLDERS';
      readonly states: readonly State[];
      readonly office: string;
      readonly printed: string;
    }
  /** Officials without a name: `senior Saudi officials`; of the country of the trip if no state is named. */
  | { readonly kind: 'OFFICIALS'; readonly states: readonly State[]; readonly printed: string }
  /** Somebody who represents no state: `U.S. military personnel`, `religious leaders`. */
  | { readonly kind: 'OTHERS'; readonly printed: string }
  /** Words that name somebody in a way that is not understood. */
  | { readonly kind: 'UNCLEAR'; readonly printed: string };

/** A party at the beginning of a text, and the text after it. */
export interface Found {
  readonly party: Party;
  readonly rest: string;
}
