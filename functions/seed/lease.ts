import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import { entryOf, type Held, type Pointer, type PointerRow } from './pointer.ts';

/** Milliseconds for which a lease is taken; a running seed renews it long before it expires. */
const TERM = 120_000;

/** Milliseconds to wait after another seed's lease expires before taking it over, because clocks differ. */
const MARGIN = 60_000;

/** Maximum number of milliseconds for which a killed seed keeps the next one waiting. */
export const LONGEST_WAIT = TERM + MARGIN;

/** Milliseconds between two checks of another seed's lease. */
const LOOK = 1_000;

/** Another seed has taken the lease, or a newer request of a deployment has arrived; this seed must end. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * The right to write to the idle slot. Only its holder may change the pointer.
 *
 * A holder may freeze at any moment and resume after its lease was taken over, with writes in flight that
 * cannot be recalled. So a seed that takes a lease over never writes to the slot that the former holder was
 * writing to: that slot is abandoned, and a new one, with a number never used before, replaces it. Late
 * writes end up where nobody reads. The former holder notices at its next change of the pointer, which it
 * makes before every hundred groups. This is safe whatever the clocks say: the time in the lease only decides
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
  /** Renews the lease once half of its time is over; called before every request. */
  keep(): Promise<void>;
  /**
   * Replaces the pointer and gives up the lease. No write may be in flight any more.
   *
   * @throws LeaseLostError if there is nothing to give up
   */
  end(edit?: (pointer: Pointer) => Pointer): Promise<void>;
}

interface Waiting {
  readonly clock: Clock;
  /** Called once when waiting for another seed's lease, with the time at which it expires unless renewed. */
  readonly onWait?: ((until: Date) => void) | undefined;
  /** Tells when to stop waiting. */
  readonly isTimeUp?: (() => boolean) | undefined;
  /** The request of a deployment that this seed serves: a newer one ends it. */
  readonly request?: string | undefined;
}

/** Takes the lease, waiting for it to expire if another seed holds it; null if time ran out first. */
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

/** The pointer without an incomplete idle slot, because writes to it may still be in flight. */
export function withoutIdle(pointer: Pointer, now: number): Pointer {
  const { idle, abandoned, expired } = pointer;
  if (idle === null || idle.release !== null) return pointer;
  return {
    ...pointer,
    idle: null,
    abandoned: [...abandoned, { slot: idle.slot, at: now, doubtful: idle.doubtful }],
    // Its changes may be partly written.
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
      // A deployment may have recorded its request; the lease is then still ours.
      held = await row.read();
      isLost = held.pointer.lease?.owner !== owner;
      if (isLost) throw overtaken();
      if (request !== undefined && held.pointer.deploy?.request !== request) throw superseded();
    }
  }

  /** Makes changes one at a time. */
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
  new LeaseLostError('Another seed has taken over; nothing that this one wrote will go live.');
const superseded = () =>
  new LeaseLostError('A newer request of the deployment has arrived; this one ends here.');

/**
 * Ends a lease whose holder is known to be dead because nobody else can have the table open. The slot it was
 * writing to is abandoned even so: when killed, the embedded engine leaves index rows without their item.
 */
export async function endDeadLease(row: PointerRow, clock: Clock): Promise<void> {
  const held = await row.read();
  if (held.pointer.lease === null) return;
  await row.swap(held, { ...withoutIdle(held.pointer, clock.now()), lease: null });
}
