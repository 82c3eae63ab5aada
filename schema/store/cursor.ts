import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of the HMAC-SHA256 in a cursor: 96 bits, more than anyone can try over a network. */
const TAG_BYTES = 12;

/** Maximum length of a cursor that is decoded; a position has at most 1,024 bytes. */
const LONGEST = 1_500;

/**
 * Cursors of one list. A cursor is the position of its entry and a tag that binds it to the list: its
 * connection, its owner, its filter and its order, together `scope`. It does not depend on the page it came
 * from, so an entry has the same cursor on every page; any modification, or use on another list, is detected.
 */
export interface CursorCodec {
  encode(at: string): string;
  /** The position, or null for anything that this list did not issue. */
  decode(cursor: string): string | null;
}

/**
 * @param key a secret of the deployment; anyone who has it can make cursors
 * @param formerKey the previous key, whose cursors are still accepted
 */
export function cursorsOf(key: string, scope: string, formerKey?: string): CursorCodec {
  const tagOf = (position: Buffer, by = key) =>
    createHmac('sha256', by).update(scope).update('\0').update(position).digest().subarray(0, TAG_BYTES);
  const encode = (at: string) => {
    const position = Buffer.from(at, 'utf8');
    return Buffer.concat([tagOf(position), position]).toString('base64url');
  };
  return {
    encode,
    decode(cursor) {
      if (cursor.length > LONGEST) return null;
      const bytes = Buffer.from(cursor, 'base64url');
      // base64 has more than one spelling of the same bytes; only ours is accepted.
      if (bytes.length <= TAG_BYTES || bytes.toString('base64url') !== cursor) return null;
      const position = bytes.subarray(TAG_BYTES);
      const tag = bytes.subarray(0, TAG_BYTES);
      const isOurs =
        timingSafeEqual(tag, tagOf(position)) ||
        (formerKey !== undefined && timingSafeEqual(tag, tagOf(position, formerKey)));
      return isOurs ? position.toString('utf8') : null;
    },
  };
}
