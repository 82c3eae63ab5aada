import { expect, test } from 'vitest';
import { describeWhere } from '../support/describe-where.ts';
import { sharedServer } from '../support/shared-server.ts';
import { browserForAll, missingChromium } from './browser.ts';
import { workbench } from './workbench.ts';

describeWhere(missingChromium, 'work in the playground', () => {
  const server = sharedServer();
  const browser = browserForAll();
  const clipboard = () => navigator.clipboard.readText();

  test('a query is written and run by keyboard alone, and is there at the next visit; the start panel opens others, which are copied as a call in three forms', async () => {
    const { page, complaints, close } = await browser.open(server.url);
    const { editor, answered, text, paste, tab } = workbench(page);
    await answered();
    await page.locator('.graphiql-query-editor .view-line span span').first().waitFor();
    // From the top of the page to the editor, and into it.
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      if (
        await page.evaluate(() => document.activeElement?.closest('.graphiql-query-editor .graphiql-editor'))
      )
        break;
    }
    const isInEditor = () => page.evaluate(() => document.activeElement?.matches('.monaco-editor *'));
    await page.keyboard.press('Enter');
    await expect.poll(isInEditor).toBe(true);
    await paste('query Mine { dataset { topics } }');
    await expect.poll(() => text('operation.graphql')).toContain('Mine');
    await page.keyboard.press('ControlOrMeta+Enter');
    await answered('"topics"');
    expect(JSON.parse(await text('response.json'))).toEqual({
      data: { dataset: { topics: expect.any(Number) } },
    });
    expect(await isInEditor()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await isInEditor()).toBe(false);

    // GraphiQL writes tabs down half a second after the last change.
    const isWritten = () =>
      page.evaluate(() =>
        Object.entries(localStorage).some(
          ([key, text]) => key.endsWith('tabState') && text.includes('query Mine'),
        ),
      );
    await expect.poll(isWritten).toBe(true);
    await page.reload();
    await editor.locator('.view-line').first().waitFor();
    expect(await text('operation.graphql')).toBe('query Mine { dataset { topics } }');

    const start = page.getByRole('region', { name: 'Start here' });
    await tab('Person').hover();
    await tab('Person').getByRole('button', { name: 'Close Tab' }).click();
    await tab('Person').waitFor({ state: 'detached' });
    for (const thing of ['Meeting', 'Participant', 'Statement', 'Topic']) {
      await start
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: thing, exact: true }) })
        .getByRole('link')
        .click();
      await answered();
      expect(JSON.parse(await text('response.json')).errors, thing).toBeUndefined();
    }
    expect(await text('response.json')).toContain('War in Ukraine');

    for (const [name, expected] of [
      ['curl', /^curl http:\/\/localhost:\d+\/graphql/],
      ['fetch', /await fetch\('http:\/\/localhost:\d+\/graphql'/],
      ['typed client', /client\.query\(TopicPage/],
    ] as const) {
      await page.locator('.forms').getByRole('button', { name, exact: true }).click();
      await page.getByText(`Copied as ${name}`).waitFor();
      expect(await page.evaluate(clipboard)).toMatch(expected);
    }
    await page.getByRole('button', { name: 'Copy as code' }).click();
    await page.getByRole('menuitem', { name: 'Copy as curl' }).click();
    await page.getByText('Copied as curl').waitFor();
    await page.evaluate(() => {
      location.hash = `#query=${encodeURIComponent('query Pasted { dataset { statements } }')}`;
    });
    await answered('"statements"');
    expect(await text('operation.graphql')).toBe('query Pasted { dataset { statements } }');
    expect(complaints).toEqual([]);
    await close();
  });

  test('documentation, explorer, history and prettify work; a shared address restores query and variables, and no server sees them', async () => {
    const first = await browser.open(server.url);
    const { show, answered, text, type, share } = workbench(first.page);
    await answered();
    await first.page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await first.page.getByRole('link', { name: 'Meeting', exact: true }).first().click();
    await first.page.getByText('Who met whom, where and when, and what each side said.').waitFor();
    await first.page.getByRole('button', { name: 'Show Explorer' }).click();
    await first.page.locator('.graphiql-explorer-root').first().waitFor();
    await first.page.getByRole('button', { name: 'Show History' }).click();
    await first.page.locator('.graphiql-history').getByText('MeetingPage').first().waitFor();
    await type('query Ugly{dataset{release}}');
    await first.page.getByRole('button', { name: /Prettify query/ }).click();
    await expect
      .poll(() => text('operation.graphql'))
      .toBe('query Ugly {\n  dataset {\n    release\n  }\n}\n');

    await show('TypeAhead');
    await answered('Wang Yi');
    await share.click();
    await first.page.getByText('Link copied').waitFor();
    const address = await first.page.evaluate(clipboard);
    expect(address).toBe(first.page.url());
    expect(first.complaints).toEqual([]);
    await first.close();

    const second = await browser.open('about:blank');
    const requested: string[] = [];
    second.page.on('request', (request) => requested.push(request.url()));
    await second.page.goto(address);
    const restored = workbench(second.page);
    await restored.answered('Wang Yi');
    expect(await restored.text('operation.graphql')).toContain('query TypeAhead');
    expect(JSON.parse(await restored.text('variables.json'))).toEqual({ name: '王' });
    expect(requested.filter((url) => url.includes('#'))).toEqual([]);
    await second.close();
  });
});
