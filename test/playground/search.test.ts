import { expect, test } from 'vitest';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { browserForAll, missingChromium } from './browser.ts';
import { workbench } from './workbench.ts';

describeWhere(missingChromium, 'search and charts in the playground', () => {
  const server = sharedServer();
  const browser = browserForAll();

  test('the search box fills the variable of the search tab; facets, a timeline, a network and a comparison are drawn above their JSON', async () => {
    const { page, complaints, close } = await browser.open(server.url);
    const { answered, show, text } = workbench(page);
    await answered();
    await page.getByRole('searchbox', { name: 'Search the record' }).pressSequentially('sanctions');
    await expect.poll(() => text('variables.json')).toContain('"query": "sanctions"');
    await expect.poll(async () => text('response.json')).toMatch(/⟦sanctions⟧/i);
    expect(await text('operation.graphql')).toContain('search(query: $query');
    expect(await page.locator('.graphiql-tab-active').textContent()).toContain('Search');

    for (const [name, drawing] of [
      ['Facets', '.bars'],
      ['Timeline', '.columns'],
      ['Compare', '.comparison'],
      ['Counterparts', '.bars'],
      ['Network', '.network'],
    ] as const) {
      await show(name);
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
