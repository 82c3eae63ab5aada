import { hash } from 'node:crypto';
import type { Meeting } from '../meeting.ts';
import type { Participant } from '../participant.ts';
import type { Series } from '../series.ts';
import type { Topic } from '../topic.ts';
import type { Source } from './problem.ts';

/**
 * The valid records of one kind, by the text they were read from, so that unchanged records are not validated
 * again.
 */
export class RecordMemory<Whole> {
  #last: ReadonlyMap<string, readonly Whole[]> = new Map();
  #next = new Map<string, readonly Whole[]>();

  /** The key of a text. The name of a YAML file is part of it because it gives a meeting its id. */
  keyOf({ file, line }: Source, bytes: Buffer): string {
    const text = hash('sha256', bytes, 'base64');
    return line === undefined ? `${text} ${file}` : text;
  }

  recall(key: string): readonly Whole[] | undefined {
    const known = this.#next.get(key) ?? this.#last.get(key);
    if (known) this.#next.set(key, known);
    return known;
  }

  remember(key: string, records: readonly Whole[]): void {
    this.#next.set(key, records);
  }

  /** Ends a reading; what it did not come across is forgotten. */
  turn(): void {
    this.#last = this.#next;
    this.#next = new Map();
  }
}

/** What one reading of a content folder keeps for the next. */
export class ContentMemory {
  readonly participants = new RecordMemory<Participant>();
  readonly topics = new RecordMemory<Topic>();
  readonly series = new RecordMemory<Series>();
  readonly meetings = new RecordMemory<Meeting>();
  #passed = new WeakSet<Meeting>();
  #circumstances = '';

  /**
   * The meetings known to pass all checks of a single meeting.
   *
   * @param circumstances everything that those checks depend on besides the meeting; if it differs, no
   *   meeting is known to pass
   */
  passed(circumstances: unknown): WeakSet<Meeting> {
    const now = hash('sha256', JSON.stringify(circumstances), 'base64');
    if (now !== this.#circumstances) this.#passed = new WeakSet();
    this.#circumstances = now;
    return this.#passed;
  }

  /** Ends a reading. */
  turn(): void {
    for (const memory of [this.participants, this.topics, this.series, this.meetings]) memory.turn();
  }
}
