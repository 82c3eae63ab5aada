import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { packHead } from '../../schema/store/codec/head.ts';
import { entryName, reverseEntry, unpackEdition, withEdition } from '../../schema/store/editions.ts';
import { pointerKey } from '../../schema/store/keys.ts';
import type { Attribute, Head, Row } from '../../schema/store/rows.ts';

/**
 * The pointer of a row layout: one row that says which slot is live, what the other one holds, and who is
 * writing to it. It is only ever replaced as a whole, on condition that it is still the one that was read, so
 * that if two processes change it at once, one fails and reads it again. All guarantees of a seed depend on
 * this row.
 */
export interface Pointer {
  /** Counts the changes of what is live; 0 while nothing is. */
  readonly edition: number;
  readonly live: LiveSlot | null;
  /** The editions so far, newest first, each as one string (see packEdition). */
  readonly editions: readonly string[];
  readonly idle: IdleSlot | null;
  /** Recorded changes that are no longer listed. */
  readonly expired: readonly ExpiredEntry[];
  /** Number of the next new slot. */
  readonly nextSlot: number;
  /** Slots that are never read or written again. */
  readonly abandoned: readonly AbandonedSlot[];
  readonly lease: { readonly owner: string; readonly expires: number } | null;
  /** The latest request of a deployment to seed. */
  readonly deploy: Deploy | null;
}

export interface LiveSlot {
  readonly slot: number;
  readonly release: string;
  /** The head of the release as attributes of the pointer. */
  readonly head: Readonly<Record<string, Attribute>>;
  /** When it went live, in milliseconds since 1970. */
  readonly since: number;
}

export interface IdleSlot {
  readonly slot: number;
  /**
   * The release that it holds completely and that the index shows; null from before the first write until
   * after the last.
   */
  readonly release: string | null;
  /** The release last written to it. */
  readonly target: string;
  /** Groups that are being written, and so may have rows of two releases. */
  readonly doubtful: readonly string[];
  /** Name of the entry with the changes that take effect when this slot goes live; null for none. */
  readonly entry: string | null;
}

export interface AbandonedSlot {
  readonly slot: number;
  /** When it was given up, in milliseconds since 1970. */
  readonly at: number;
  /** As for an idle slot. */
  readonly doubtful: readonly string[];
}

export interface ExpiredEntry {
  readonly entry: string;
  /** When it was given up, in milliseconds since 1970. */
  readonly at: number;
}

export interface Deploy {
  readonly request: string;
  /** The requested release. */
  readonly to: string;
  /** The release that was live before it; null if none was. */
  readonly before: string | null;
}

/**
 * The pointer as it was read; `stamp` identifies the version that the next one must replace, null if there is
 * no row.
 */
export interface Held {
  readonly pointer: Pointer;
  readonly stamp: string | null;
}

const NONE: Pointer = {
  edition: 0,
  live: null,
  editions: [],
  idle: null,
  expired: [],
  nextSlot: 1,
  abandoned: [],
  lease: null,
  deploy: null,
};

const iso = (ms: number): string => new Date(ms).toISOString();

export interface PointerRow {
  readonly layout: number;
  read(): Promise<Held>;
  /** Replaces the pointer that was read with the next one; null if it has been replaced meanwhile. */
  swap(held: Held, next: Pointer): Promise<Held | null>;
}

export function pointerRow(client: DynamoDBDocumentClient, table: string, layout: number): PointerRow {
  const key = pointerKey(layout);

  async function read(): Promise<Held> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item ? { pointer: unpack(Item), stamp: String(Item.stamp) } : { pointer: NONE, stamp: null };
  }

  return {
    layout,
    read,
    async swap({ stamp }, pointer) {
      const next = randomUUID();
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: packPointer(layout, pointer, next),
            ConditionExpression: stamp === null ? 'attribute_not_exists(#stamp)' : '#stamp = :stamp',
            ExpressionAttributeNames: { '#stamp': 'stamp' },
            ...(stamp === null ? {} : { ExpressionAttributeValues: { ':stamp': stamp } }),
          }),
        );
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
        // If the answer to a put is lost, the client sends it again, and its own first attempt makes it fail.
        if ((await read()).stamp !== next) return null;
      }
      return { pointer, stamp: next };
    },
  };
}

/** The attributes of a head in the pointer; the pointer's own attributes have other names. */
export const headAttributes = (head: Head): Readonly<Record<string, Attribute>> => packHead(head);

export function packPointer(layout: number, pointer: Pointer, stamp: string): Row {
  const { edition, live, idle, nextSlot, abandoned, expired, lease, deploy } = pointer;
  const row: Row = {
    ...live?.head,
    ...pointerKey(layout),
    stamp,
    edition,
    nextSlot,
    slot: live?.slot,
    since: live ? iso(live.since) : undefined,
    idleSlot: idle?.slot,
    idleRelease: idle?.release ?? undefined,
    idleTarget: idle?.target,
    doubtful: idle?.doubtful,
    idleEntry: idle?.entry ?? undefined,
    editions: pointer.editions,
    abandoned: abandoned.map(({ slot, at, doubtful }) => [slot, iso(at), ...doubtful].join('|')),
    expired: expired.map(({ entry, at }) => [entry, iso(at)].join('|')),
    leaseOwner: lease?.owner,
    leaseExpires: lease ? iso(lease.expires) : undefined,
    deployRequest: deploy?.request,
    deployTo: deploy?.to,
    deployBefore: deploy?.before ?? undefined,
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}

const OWN = new Set(
  'PK SK stamp edition nextSlot slot since idleSlot idleRelease idleTarget doubtful idleEntry editions abandoned expired leaseOwner leaseExpires deployRequest deployTo deployBefore'.split(
    ' ',
  ),
);

function unpack(row: Readonly<Record<string, unknown>>): Pointer {
  const text = (name: string) => (row[name] === undefined ? null : String(row[name]));
  const list = (name: string) => (Array.isArray(row[name]) ? row[name].map(String) : []);
  const time = (name: string) => Date.parse(String(row[name]));
  const [owner, request, idleTarget] = ['leaseOwner', 'deployRequest', 'idleTarget'].map(text);
  return {
    edition: Number(row.edition),
    nextSlot: Number(row.nextSlot),
    editions: list('editions'),
    live:
      row.slot === undefined
        ? null
        : {
            slot: Number(row.slot),
            release: String(row.release),
            head: Object.fromEntries(
              Object.entries(row).flatMap(([name, value]) =>
                OWN.has(name) ? [] : [[name, value as Attribute]],
              ),
            ),
            since: time('since'),
          },
    idle:
      idleTarget == null
        ? null
        : {
            slot: Number(row.idleSlot),
            release: text('idleRelease'),
            target: idleTarget,
            doubtful: list('doubtful'),
            entry: text('idleEntry'),
          },
    abandoned: list('abandoned').map((packed) => {
      const [slot, at = '', ...doubtful] = packed.split('|');
      return { slot: Number(slot), at: Date.parse(at), doubtful };
    }),
    expired: list('expired').map((packed) => {
      const [entry = '', at = ''] = packed.split('|');
      return { entry, at: Date.parse(at) };
    }),
    lease: owner == null ? null : { owner, expires: time('leaseExpires') },
    deploy: request == null ? null : { request, to: String(row.deployTo), before: text('deployBefore') },
  };
}

/** The pointer of a table that holds one complete release in its first slot, as the first seed leaves it. */
export function firstPointer(head: Head, now: number): LivePointer {
  const { release } = head;
  const { nextSlot: slot } = NONE;
  const idle: IdleSlot = { slot, release, target: release, doubtful: [], entry: null };
  return moved({ ...NONE, idle, nextSlot: slot + 1 }, release, headAttributes(head), now);
}

/** A pointer with a live release. */
type LivePointer = Pointer & { readonly live: LiveSlot };

/** The pointer after the idle slot, which holds a complete release, has gone live. */
export function moved(pointer: Pointer, release: string, head: LiveSlot['head'], now: number): LivePointer {
  const { live, idle } = pointer;
  if (idle?.release !== release) throw new Error(`no slot holds the complete release ${release}`);
  const editions = withEdition(pointer.editions, {
    edition: pointer.edition + 1,
    since: iso(now),
    release,
    entry: idle.entry,
  });
  return {
    ...pointer,
    edition: pointer.edition + 1,
    live: { slot: idle.slot, release, head, since: now },
    editions,
    expired: [...pointer.expired, ...expiring(pointer.editions, editions, now)],
    idle: live && {
      slot: live.slot,
      release: live.release,
      target: live.release,
      doubtful: [],
      entry: idle.entry && reverseEntry(idle.entry),
    },
  };
}

/**
 * The entries of editions that are no longer listed. An edition that was taken back shares its entry with a
 * later one.
 */
function expiring(before: readonly string[], after: readonly string[], at: number): ExpiredEntry[] {
  const kept = new Set(namedIn(after));
  return [...new Set(namedIn(before))].filter((entry) => !kept.has(entry)).map((entry) => ({ entry, at }));
}

/** The entries that editions refer to. */
const namedIn = (editions: readonly string[]): string[] =>
  editions.flatMap((packed) => entryName(unpackEdition(packed).entry ?? '') || []);

/** Name of the entry for the changes of the next move of the pointer to this slot. */
export const entryOf = ({ edition }: Pointer, slot: number): string => `${edition + 1}.${slot}`;

/** Every entry of this layout in which changes may be recorded. */
export const entriesOf = (pointer: Pointer): string[] => [
  ...new Set([
    ...namedIn(pointer.editions),
    ...pointer.expired.map(({ entry }) => entry),
    ...(pointer.idle ? [entryOf(pointer, pointer.idle.slot)] : []),
  ]),
];
