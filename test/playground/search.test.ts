import { expect, test } from 'vitest';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { browserForAll, missingChromium } from './browser.ts';
import { workbench } from './workbench.ts';

describeWhere(missingChromium, 'search and charts in the playground', () => {
  const server = sharedServer();
  const browser = browserForAll();

  test('what is typed into the search box runs in the tab of the search operation, as its variable', async () => {
    const { page, complaints, close } = await browser.open(server.url);
    const { answered, text } = workbench(page);
    await answered();
    await page.getByRole('searchbox', { name: 'Search the record' }).pressSequentially('sanctions');
    await expect.poll(() => text('variables.json')).toContain('"query": "sanctions"');
    await expect.poll(async () => text('response.json')).toMatch(/⟦sanctions⟧/i);
    expect(await text('operation.graphql')).toContain('search(query: $query');
    expect(await page.locator('.graphiql-tab-active').textContent()).toContain('Search');
    expect(complaints).toEqual([]);
    await close();
  });

  test('on a telephone the search key puts the panel away and shows what was found', async () => {
    const { page, complaints, close } = await browser.open(server.url, {
      viewport: { width: 390, height: 844 },
    });
    await workbench(page).answered();
    await page.getByRole('button', { name: 'Start here' }).click();
    const box = page.getByRole('searchbox', { name: 'Search the record' });
    await box.fill('sanctions');
    await box.press('Enter');
    await page.locator('.bars').first().waitFor();
    expect(await box.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test('facets, a timeline, a network and a comparison are drawn above their JSON, and can be put away', async () => {
    const { page, complaints, close } = await browser.open(server.url);
    const { answered, tab } = workbench(page);
    await answered();
    for (const [name, drawing] of [
      ['Facets', '.bars'],
      ['Timeline', '.columns'],
      ['Compare', '.comparison'],
      ['Counterparts', '.bars'],
      ['Network', '.network'],
    ] as const) {
      await tab(name).locator('.graphiql-tab-button').click();
      await page.locator(drawing).first().waitFor();
    }
    // A circle is chosen by keyboard, and the table then lists its ties alone.
    const circle = page.locator('.network [role=button]').first();
    await circle.focus();
    await page.keyboard.press('Enter');
    expect(await circle.getAttribute('aria-pressed')).toBe('true');
    const name = (await circle.getAttribute('aria-label'))?.split(',')[0] ?? '';
    expect(await page.locator('.chart summary').textContent()).toContain(name);
    await page.getByRole('button', { name: 'Hide charts' }).click();
    expect(await page.locator('.network').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
