import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { browserForAll, missingChromium } from './browser.ts';
import { workbench } from './workbench.ts';

/** What of the page is ours; the rest is GraphiQL's and the editor's. */
const OURS = ['.header', '.start', '.reply', '.share', '.notice'];

const colourOf = (page: Page, selector: string, property: 'color' | 'backgroundColor') =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element)[name], property);

/** 0 for black to 255 for white. */
const brightness = (colour: string) => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
};

describeWhere(missingChromium, 'the looks of the playground', () => {
  const server = sharedServer();
  const browser = browserForAll();

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`on a ${colorScheme} system the page is ${colorScheme}, the editor included, and axe finds nothing serious in our parts`, async () => {
      const { page, close } = await browser.open(server.url, { colorScheme });
      const { answered, type, run } = workbench(page);
      await answered();
      const dark = colorScheme === 'dark';
      expect(brightness(await colourOf(page, 'body', 'backgroundColor')) < 128).toBe(dark);
      expect(brightness(await colourOf(page, '.graphiql-editors', 'backgroundColor')) < 128).toBe(dark);
      for (const pane of ['.graphiql-query-editor', '.graphiql-editor-tool', '.result-window']) {
        // The editor colours its text a moment after it has written it.
        await expect
          .poll(async () => brightness(await colourOf(page, `${pane} .view-line span span`, 'color')) > 128, {
            message: pane,
          })
          .toBe(dark);
      }
      await type('{ dataset { relase } }');
      await run.click();
      await page.locator('.failure').waitFor();
      expect(await violations(page, OURS)).toEqual([]);
      await page.route('**/graphql*', (route) => route.abort());
      await run.click();
      await page.locator('.connection').waitFor();
      expect(await violations(page, ['.connection'])).toEqual([]);
      await close();
    });
  }

  test('the page follows the system when that turns dark or light; a theme that is chosen is remembered', async () => {
    const { page, close } = await browser.open(server.url, { colorScheme: 'light' });
    const { answered } = workbench(page);
    await answered();
    const isBright = (bright: boolean) =>
      expect
        .poll(
          async () => brightness(await colourOf(page, '.result-window .view-line span span', 'color')) > 128,
        )
        .toBe(bright);
    await page.emulateMedia({ colorScheme: 'dark' });
    await isBright(true);
    await page.emulateMedia({ colorScheme: 'light' });
    await isBright(false);
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await isBright(true);
    await page.reload();
    await answered();
    expect(brightness(await colourOf(page, 'body', 'backgroundColor'))).toBeLessThan(128);
    await close();
  });

  test('at no width anything stands beyond the edge', async () => {
    const { page, close } = await browser.open(server.url);
    await workbench(page).answered();
    await page.waitForFunction(() => document.querySelectorAll('.header .fact').length === 4);
    for (const width of [1360, 1280, 1024, 800, 760]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await close();
  });

  test('at 375 px nothing is cut off, and a query can be found, run and read', async () => {
    const { page, complaints, close } = await browser.open(server.url, {
      viewport: { width: 375, height: 812 },
      hasTouch: true,
    });
    const { answered, run, text } = workbench(page);
    await answered();
    const beyond = () =>
      page.evaluate(() =>
        Array.from(
          document.querySelectorAll(
            '.header, .graphiql-sidebar button, .share, .graphiql-execute-button, .reply, .start',
          ),
        )
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .map((element) => element.className),
      );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    expect(await beyond()).toEqual([]);
    await page.getByRole('button', { name: 'Show Start here' }).click();
    expect(await beyond()).toEqual([]);
    await page.getByRole('link', { name: 'The war in Ukraine' }).click();
    await answered('War in Ukraine');
    await run.click();
    await answered('War in Ukraine');
    expect(JSON.parse(await text('response.json')).errors).toBeUndefined();
    const pane = await page.locator('.result-window').boundingBox();
    expect(pane?.height).toBeGreaterThan(200);
    expect(
      await violations(
        page,
        OURS.filter((part) => part !== '.start'),
      ),
    ).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

async function violations(page: Page, parts: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (include) => {
    const { axe: run } = globalThis as unknown as { axe: typeof axe };
    const { violations: found } = await run.run({ include: [...include] });
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, parts);
}
