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

const PANES = ['.graphiql-query-editor', '.graphiql-editor-tool', '.result-window'];

/** Resolves once the page and its editors are dark, or light. */
async function isDark(page: Page, dark: boolean, panes = PANES): Promise<void> {
  for (const area of ['body', '.graphiql-editors'])
    await expect
      .poll(async () => brightness(await colourOf(page, area, 'backgroundColor')) < 128, { message: area })
      .toBe(dark);
  // The editor colours its text a moment after it has written it.
  for (const pane of panes)
    await expect
      .poll(async () => brightness(await colourOf(page, `${pane} .view-line span span`, 'color')) > 128, {
        message: pane,
      })
      .toBe(dark);
}

describeWhere(missingChromium, 'the appearance of the playground', () => {
  const server = sharedServer();
  const browser = browserForAll();

  test('the page follows the system, then the chosen theme; it is accessible in light and dark and fits every width', async () => {
    const { page, close } = await browser.open(server.url, { colorScheme: 'dark' });
    const { editor, answered, type, run } = workbench(page);
    await answered();
    await isDark(page, true);
    await type('{ dataset { relase } }');
    await run.click();
    await page.locator('.failure').waitFor();
    expect(await violations(page, OURS)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await isDark(page, false);
    expect(await violations(page, OURS)).toEqual([]);

    await page.route('**/graphql*', (route) => route.abort());
    await run.click();
    await page.locator('.connection').waitFor();
    expect(await violations(page, ['.connection'])).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await isDark(page, true);
    expect(await violations(page, ['.connection'])).toEqual([]);
    await page.unrouteAll();

    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    await isDark(page, false);
    await page.reload();
    await editor.locator('.view-line span span').first().waitFor();
    await isDark(page, false, ['.graphiql-query-editor']);

    await page.waitForFunction(() => document.querySelectorAll('.header .fact').length === 4);
    for (const width of [1360, 1280, 1024, 800, 760]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await close();
  });

  test('at 375 px nothing is cut off; a query can be found, run and read; a search hides the panel', async () => {
    const { page, complaints, close } = await browser.open(server.url, {
      viewport: { width: 375, height: 812 },
      hasTouch: true,
    });
    const { answered, run, text } = workbench(page);
    await answered();
    await isDark(page, false);
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

    await page.getByRole('button', { name: 'Start here' }).click();
    const box = page.getByRole('searchbox', { name: 'Search the record' });
    await box.fill('sanctions');
    await box.press('Enter');
    await page.locator('.bars').first().waitFor();
    expect(await box.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });
});

async function violations(page: Page, parts: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (include) => {
    const run: typeof axe = Reflect.get(globalThis, 'axe');
    const { violations: found } = await run.run({ include: [...include] });
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, parts);
}
