import { expect, test } from 'vitest';
import { describeWhere } from '../support/describe-where.ts';
import { browserForAll, missingChromium } from './browser.ts';
import { serverForAll } from './served.ts';
import { workbench } from './workbench.ts';

const DEEP =
  '{ meetings(first: 100) { nodes { statements(first: 100) { nodes { text topics { prefLabel } } } } } }';

describeWhere(missingChromium, 'the playground in trouble', () => {
  const server = serverForAll();
  const browser = browserForAll();

  test('a query that is too complex shows its cost and the limit, a wrong one says where, a stopped one is not asked again', async () => {
    const { page, close } = await browser.open(server.url);
    const { answered, type, run, tab, show, text } = workbench(page);
    await answered();
    await type(DEEP);
    await run.click();
    const failure = page.locator('.failure');
    await failure.waitFor();
    expect(await failure.textContent()).toMatch(
      /Too complex[\s\S]*cost [\d,]{5,}, limit 10,000[\s\S]*smaller pages/i,
    );
    await type('query Wrong { dataset { relase } }');
    await run.click();
    await failure.getByText('Did you mean "release"').waitFor();
    // The tab takes the name of its query a moment later.
    await tab('Wrong').waitFor();
    await show('Latest');
    await failure.waitFor({ state: 'detached' });
    await answered();
    await show('Wrong');
    await failure.waitFor();

    await show('Latest');
    await answered();
    await page.waitForFunction(() => document.hasFocus());
    const asked: string[] = [];
    let isSlow = true;
    await page.route('**/graphql*', (route) => {
      asked.push(new URL(route.request().url()).searchParams.get('operationName') ?? route.request().url());
      return isSlow ? undefined : route.continue();
    });
    await show('Person');
    await expect.poll(() => asked).toEqual(['Person']);
    await page.getByRole('button', { name: /Stop query/ }).click();
    isSlow = false;
    await run.click();
    await expect.poll(() => text('response.json')).toContain('"participant"');
    expect(asked).toEqual(['Person', 'Person']);
    await close();
  });

  test('a lost server is reported, and retried until it responds or the query is stopped', async () => {
    const { page, close } = await browser.open(server.url);
    const { answered, show, text } = workbench(page);
    await answered();
    await server.stop();
    await show('Latest');
    const lost = page.getByText('The server is not responding.');
    await lost.waitFor();
    await page.getByText(/Next attempt in \d+ s|Trying/).waitFor();
    await server.start();
    // The page may just have retried on its own.
    const asked = page.getByRole('button', { name: 'Try now' }).click();
    await Promise.any([asked, answered()]);
    await answered();
    expect(JSON.parse(await text('response.json')).data.meetings.edges).toHaveLength(20);
    await lost.waitFor({ state: 'detached' });
    // Stopped between two attempts, and during one that gets no answer.
    for (const [name, refused] of [
      ['Person', Number.POSITIVE_INFINITY],
      ['Between', 1],
    ] as const) {
      let attempts = 0;
      await page.unrouteAll();
      await page.route('**/graphql*', (route) => {
        attempts += 1;
        return attempts > refused ? undefined : route.abort();
      });
      await show(name);
      await lost.waitFor();
      if (refused === 1) await expect.poll(() => attempts).toBe(2);
      await page.getByRole('button', { name: /Stop query/ }).click();
      await lost.waitFor({ state: 'detached' });
    }
    await close();
  });
});
