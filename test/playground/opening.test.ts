import { expect, test } from 'vitest';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { browserForAll, missingChromium } from './browser.ts';
import { workbench } from './workbench.ts';

/** Bytes that the page may take: what a visitor notices. */
const LARGEST = 2_000_000;

const NAMES = [
  'MeetingPage',
  'Search',
  'Network',
  'Compare',
  'Latest',
  'Between',
  'SaidAbout',
  'Person',
  'TopicPage',
  'Timeline',
  'Facets',
  'Counterparts',
  'Summit',
  'TypeAhead',
  'Refetch',
  'Dataset',
];

describeWhere(missingChromium, 'the playground when it opens', () => {
  const server = sharedServer();
  const browser = browserForAll();

  test('the page answers its first example in under 2 MB, asks no other origin, and has a tab for each example that answers', async () => {
    const { page, complaints, received, close } = await browser.open(server.url);
    const { editor, answered, text, show } = workbench(page);
    await editor.locator('.view-line').first().waitFor();
    await answered();
    const bytes = await received();
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(LARGEST);
    expect(JSON.parse(await text('response.json'))).toMatchObject({
      data: { meeting: { title: 'Wang Yi and Sergey Lavrov hold talks in Tunxi' } },
    });
    expect(await text('response.json')).not.toContain('"cost"');
    expect(await page.title()).toContain('Communiqué');
    const facts = page.locator('.header .facts');
    const { release } = await (await fetch(`${server.url}health`)).json();
    await facts.getByText(release.slice(0, 8)).waitFor();
    expect(await facts.textContent()).toMatch(/7,\d{3} meetings, 1866–2025[\s\S]*CC0-1\.0[\s\S]*Source/);

    expect(await page.locator('.graphiql-tab').allInnerTexts()).toEqual(NAMES);
    let before = '';
    for (const name of NAMES) {
      await show(name);
      // The pane shows the answer of the tab before until its own comes.
      await expect.poll(() => text('response.json')).toSatisfy((now) => now.endsWith('}') && now !== before);
      before = await text('response.json');
      const answer = JSON.parse(before);
      expect(answer.errors, name).toBeUndefined();
      // Every example finds something: no list is empty, nothing asked for by name is null.
      for (const found of Object.values(answer.data)) expect(found, name).toBeTruthy();
      expect(JSON.stringify(answer.data).length, name).toBeGreaterThan(200);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
