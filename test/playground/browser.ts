import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser to use: CHROMIUM_PATH, else where distributions put it; undefined when there is none. */
const CHROMIUM = [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));

/** Why there is no browser and what to do about it; undefined when there is one. */
export const missingChromium: string | undefined =
  CHROMIUM === undefined ? 'Chromium is not here; apt-get install chromium, or set CHROMIUM_PATH' : undefined;

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page, and everything that it should not have done. */
interface Watched {
  page: Page;
  /**
   * Console errors and warnings, exceptions, reports of the content security policy, requests to another
   * origin.
   */
  complaints: string[];
  /** Bytes that the page has got from the server so far, as sent. */
  received(): Promise<number>;
  close(): Promise<void>;
}

/** One browser for the tests of a file; `open` gives a page with nothing remembered. */
export function browserForAll(): { open(url: string, options?: BrowserContextOptions): Promise<Watched> } {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ARGS });
  });
  afterAll(() => browser?.close());

  return {
    async open(url, options) {
      const context = await browser.newContext({
        viewport: { width: 1360, height: 850 },
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      });
      // Long enough for a machine that is busy with something else.
      context.setDefaultTimeout(120_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      const finished: Request[] = [];
      page.on('requestfinished', (request) => finished.push(request));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== new URL(url).origin && !request.url().startsWith('data:'))
          complaints.push(`another origin: ${request.url()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) =>
          console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      await page.goto(url);
      return { page, complaints, received: () => bytesOf(finished), close: () => context.close() };
    },
  };
}

async function bytesOf(requests: readonly Request[]): Promise<number> {
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  return sizes.reduce((sum, size) => sum + size.responseHeadersSize + size.responseBodySize, 0);
}
