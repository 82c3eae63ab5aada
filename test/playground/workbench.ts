import type { Page } from 'playwright-core';

/** The parts of the page that tests touch, by what people see of them. */
export function workbench(page: Page) {
  const editor = page.locator('.graphiql-query-editor .monaco-editor');
  const answer = page.locator('.result-window');
  return {
    editor,
    answer,
    tab: (name: string) => page.locator('.graphiql-tab', { hasText: name }),
    /** Switches to a tab. A click is lost while the tabs glide to their new places. */
    async show(name: string) {
      const shown = page.locator('.graphiql-tab-active', { hasText: name });
      while ((await shown.count()) === 0) {
        await page.locator('.graphiql-tab', { hasText: name }).locator('.graphiql-tab-button').click();
        await shown.waitFor({ timeout: 2_000 }).catch(() => {});
      }
    },
    run: page.getByRole('button', { name: /Execute query/ }),
    share: page.getByRole('button', { name: 'Share' }),
    /** Waits until the answer pane shows an answer with this in it. */
    answered: (part = '"data"') => answer.locator('.view-line', { hasText: part }).first().waitFor(),
    /** The whole text of an editor: the page itself draws only the lines in sight. */
    text: (name: 'operation.graphql' | 'variables.json' | 'response.json') =>
      page.evaluate((suffix) => {
        interface Model {
          uri: { path: string };
          getValue(): string;
        }
        const monaco: { editor: { getModels(): Model[] } } = Reflect.get(globalThis, '__MONACO');
        const model = monaco.editor.getModels().find(({ uri }) => uri.path.endsWith(suffix));
        return model?.getValue() ?? '';
      }, name),
    /** Replaces the query by keyboard, once the focus is in the editor. */
    paste: (query: string) => paste(page, query),
    /** Replaces the query. */
    async type(query: string) {
      await editor.click();
      await paste(page, query);
    },
  };
}

/** Pasted, because the editor closes brackets that are typed. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}
