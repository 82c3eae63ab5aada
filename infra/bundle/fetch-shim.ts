/**
 * Replaces `@whatwg-node/fetch` in the deployed function with the part of the Fetch API that Yoga uses when
 * its parameters have been read already and it returns a single text. The full package, with streams, forms
 * and a client, costs a cold start some 20 ms and needlessly loads undici. Anything missing here fails the
 * build or the tests of the bundle.
 */

type Init = Readonly<Record<string, string>> | Headers;

export class Headers {
  readonly #values = new Map<string, string>();

  constructor(init: Init = {}) {
    for (const [name, value] of init instanceof Headers ? init.entries() : Object.entries(init))
      this.set(name, value);
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  set(name: string, value: string): void {
    this.#values.set(name.toLowerCase(), String(value));
  }

  entries(): MapIterator<[string, string]> {
    return this.#values.entries();
  }
}

export class Request {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;

  constructor(url: string, { method = 'GET', headers = {} }: { method?: string; headers?: Init } = {}) {
    this.url = url;
    this.method = method;
    this.headers = new Headers(headers);
  }
}

interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: Init;
}

export class Response {
  readonly body: string | Uint8Array | null;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;

  constructor(
    body: string | Uint8Array | null = null,
    { status = 200, statusText = '', headers = {} }: ResponseInit = {},
  ) {
    this.body = body;
    this.status = status;
    this.statusText = statusText;
    this.headers = new Headers(headers);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** The bytes themselves rather than the underlying buffer; copying them gives the same result. */
  async arrayBuffer(): Promise<Uint8Array> {
    return typeof this.body === 'string' ? Buffer.from(this.body) : (this.body ?? new Uint8Array(0));
  }
}

/** Matches whole paths, which is all that Yoga needs to tell whether a request is for its endpoint. */
export class URLPattern {
  readonly #pathname: string;

  constructor({ pathname }: { readonly pathname: string }) {
    this.#pathname = pathname;
  }

  test(url: string): boolean {
    return new URL(url).pathname === this.#pathname;
  }
}

export const { URL, URLSearchParams, TextEncoder } = globalThis;
