import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import { entryOf, type Held, type Pointer, type PointerRow } from './pointer.ts';

/** Milliseconds for which a lease is taken; a seed that lives renews it long before it ends. */
const TERM = 120_000;

/** Milliseconds beyond the end of another's lease before it is taken over: clocks differ. */
const MARGIN = 60_000;

/** Milliseconds for which a seed that was killed keeps the next one waiting, at most. */
export const LONGEST_WAIT = TERM + MARGIN;

/** Milliseconds between two looks at another's lease. */
const LOOK = 1_000;

/** Another seed has taken the lease, or a newer request of a deployment has come: this one must end. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * The right to write to the idle slot. Only its holder changes the pointer.
 *
 * A holder may freeze at any moment and wake after its lease was taken over, with writes on their way that
 * nothing can call back. So whoever takes a lease over never writes to the slot that the former holder was
 * writing to: that slot is abandoned, and a new one, whose number was never used, takes its place. What
 * arrives late lands where nobody reads. The former holder learns of it at its next change of the pointer,
 * which every hundred groups begin with. This holds whatever clocks say: the time in the lease only decides
 * how long a seed waits for another one that may be dead.
 */
export interface Lease {
  readonly pointer: Pointer;
  /**
   * Replaces the pointer, and renews the lease.
   *
   * @throws LeaseLostError
   */
  change(edit: (pointer: Pointer) => Pointer): Promise<void>;
  /** Renews the lease when half of its time is over; called before every request. */
  keep(): Promise<void>;
  /**
   * Replaces the pointer and gives the lease up. Nothing may be on its way to the table any more.
   *
   * @throws LeaseLostError when there is nothing to give up
   */
  end(edit?: (pointer: Pointer) => Pointer): Promise<void>;
}

export interface Waiting {
  readonly clock: Clock;
  /** Told once when another's lease is waited for, with the moment at which it ends unless it is renewed. */
  readonly onWait?: ((until: Date) => void) | undefined;
  /** Says when to wait no longer. */
  readonly isTimeUp?: (() => boolean) | undefined;
  /** The request of a deployment that this seed serves: a newer one ends it. */
  readonly request?: string | undefined;
}

/** Takes the lease, waiting for its end when another seed holds it; null when time was up first. */
export async function takeLease(row: PointerRow, waiting: Waiting): Promise<Lease | null> {
  const { clock, onWait, isTimeUp, request } = waiting;
  const owner = randomUUID();
  let isTold = false;
  for (;;) {
    const held = await row.read();
    const { pointer } = held;
    if (request !== undefined && pointer.deploy?.request !== request) throw superseded();
    const now = clock.now();
    const isOver = pointer.lease !== null && now > pointer.lease.expires + MARGIN;
    if (pointer.lease === null || isOver) {
      const free = isOver ? withoutIdle(pointer, now) : pointer;
      const taken = await row.swap(held, { ...free, lease: { owner, expires: now + TERM } });
      if (taken) return leaseOf(row, taken, owner, clock, request);
      continue;
    }
    if (isTimeUp?.()) return null;
    if (!isTold) onWait?.(new Date(pointer.lease.expires + MARGIN));
    isTold = true;
    await clock.sleep(LOOK);
  }
}

/** The pointer without an idle slot that is not whole: something may still be on its way to it. */
export function withoutIdle(pointer: Pointer, now: number): Pointer {
  const { idle, abandoned, expired } = pointer;
  if (idle === null || idle.release !== null) return pointer;
  return {
    ...pointer,
    idle: null,
    abandoned: [...abandoned, { slot: idle.slot, at: now, doubtful: idle.doubtful }],
    // The changes that it would have brought may be written in part.
    expired: [...expired, { entry: entryOf(pointer, idle.slot), at: now }],
  };
}

function leaseOf(
  row: PointerRow,
  taken: Held,
  owner: string,
  clock: Clock,
  request: string | undefined,
): Lease {
  let held = taken;
  let isLost = false;
  let last: Promise<void> = Promise.resolve();

  async function replace(edit: (pointer: Pointer) => Pointer): Promise<void> {
    for (;;) {
      if (isLost) throw overtaken();
      const next = await row.swap(held, edit(held.pointer));
      if (next) {
        held = next;
        return;
      }
      // A deployment may have noted its request; the lease is then still ours.
      held = await row.read();
      isLost = held.pointer.lease?.owner !== owner;
      if (isLost) throw overtaken();
      if (request !== undefined && held.pointer.deploy?.request !== request) throw superseded();
    }
  }

  /** One change after the other. */
  function change(edit: (pointer: Pointer) => Pointer): Promise<void> {
    last = last.catch(() => undefined).then(() => replace(edit));
    return last;
  }
  const renewed = (pointer: Pointer): Pointer => ({
    ...pointer,
    lease: { owner, expires: clock.now() + TERM },
  });
  const isDue = () => clock.now() > (held.pointer.lease?.expires ?? 0) - TERM / 2;

  let renewing: Promise<void> | undefined;
  return {
    get pointer() {
      return held.pointer;
    },
    change: (edit) => change((pointer) => renewed(edit(pointer))),
    async keep() {
      if (!isDue()) return;
      renewing ??= change(renewed).finally(() => {
        renewing = undefined;
      });
      await renewing;
    },
    end: (edit = (pointer) => pointer) => change((pointer) => ({ ...edit(pointer), lease: null })),
  };
}

const overtaken = () =>
  new LeaseLostError('Another seed has taken over; nothing that this one wrote is or will be live.');
const superseded = () =>
  new LeaseLostError('A newer request of the deployment has come; this one does nothing more.');

/**
 * Ends a lease whose holder is known to be dead, because nobody else can have the table open. What it was
 * writing to is abandoned all the same: the embedded engine keeps rows of its index without their item when
 * it is killed.
 */
export async function endDeadLease(row: PointerRow, clock: Clock): Promise<void> {
  const held = await row.read();
  if (held.pointer.lease === null) return;
  await row.swap(held, { ...withoutIdle(held.pointer, clock.now()), lease: null });
}
