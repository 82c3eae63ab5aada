import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 and its HMAC, with the interface that the signer requires. */
export class Sha256 {
  readonly #hash;

  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret));
  }

  update(data: Bytes): void {
    this.#hash.update(data as NodeJS.ArrayBufferView);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}

let latest: { readonly secret: Bytes; readonly key: KeyObject } | undefined;

/**
 * The signer uses the same bytes all day, and making a key from them takes four times as long as signing with
 * it.
 */
function keyOf(secret: Bytes): string | KeyObject {
  if (typeof secret === 'string') return secret;
  if (latest?.secret !== secret) latest = { secret, key: createSecretKey(secret as NodeJS.ArrayBufferView) };
  return latest.key;
}
