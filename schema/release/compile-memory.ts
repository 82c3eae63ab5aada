import type { Meeting } from '../record/corpus.ts';
import type { MeetingPage, MeetingRef, ParticipantRef, SeriesRef, TopicRef } from '../store/rows.ts';
import { WordMemory } from './index/word-memory.ts';

/** What pages show about other records, by kind. */
export interface Shown {
  readonly participant: ParticipantRef;
  readonly topic: TopicRef;
  /** Slugs of the broader topics of a topic, at any level. */
  readonly above: readonly string[];
  readonly meeting: MeetingRef;
  readonly series: SeriesRef;
}
export type Kind = keyof Shown;

/** Returns what is shown about a record. */
export type Lookup = <K extends Kind>(kind: K, slug: string) => Shown[K];

interface Seen {
  readonly kind: Kind;
  readonly slug: string;
  readonly value: Shown[Kind];
}

interface PageMade {
  readonly page: MeetingPage;
  /** What the page shows about other records; while that is unchanged, so is the page. */
  readonly seen: readonly Seen[];
}

type Values = { readonly [K in Kind]: Map<string, Shown[K]> };
const noValues = (): Values => ({
  participant: new Map(),
  topic: new Map(),
  above: new Map(),
  meeting: new Map(),
  series: new Map(),
});

/**
 * What compiling reuses from one run to the next, for records that are the same objects: their pages, as long
 * as what they show about other records is unchanged, their words, and their hashes.
 */
export class CompileMemory {
  readonly words = new WordMemory();
  #last = noValues();
  readonly #pages = new WeakMap<Meeting, PageMade>();
  readonly #hashes = new WeakMap<object, string>();

  /**
   * Begins a compilation in which `make` returns what is shown about a record, and `makePage` makes pages
   * from that.
   */
  begin(
    make: Lookup,
    makePage: (meeting: Meeting, look: Lookup) => MeetingPage,
  ): { readonly look: Lookup; page(meeting: Meeting): MeetingPage } {
    const last = this.#last;
    const values = noValues();
    this.#last = values;

    const look: Lookup = (kind, slug) => {
      const known = values[kind].get(slug);
      if (known !== undefined) return known;
      const made = make(kind, slug);
      const before = last[kind].get(slug);
      const value = before !== undefined && isEqual(before, made) ? before : made;
      values[kind].set(slug, value);
      return value;
    };

    return {
      look,
      page: (meeting) => {
        const known = this.#pages.get(meeting);
        if (known?.seen.every(({ kind, slug, value }) => look(kind, slug) === value)) return known.page;
        const seen = new Map<string, Seen>();
        const page = makePage(meeting, (kind, slug) => {
          const value = look(kind, slug);
          seen.set(`${kind} ${slug}`, { kind, slug, value });
          return value;
        });
        this.#pages.set(meeting, { page, seen: [...seen.values()] });
        return page;
      },
    };
  }

  /** The hash of an object, computed once in its lifetime. The object must not change. */
  hash(object: object, make: () => string): string {
    const known = this.#hashes.get(object);
    if (known !== undefined) return known;
    const made = make();
    this.#hashes.set(object, made);
    return made;
  }
}

const isEqual = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
