import { memory, REMEMBERED } from './browser-storage.ts';
import { createSignal } from './signal.ts';

/** null follows the system. */
export type Theme = 'light' | 'dark' | null;

const stored = memory.getItem(REMEMBERED.theme);

/** The theme chosen by the person at the page. */
export const theme = createSignal<Theme>(stored === 'light' || stored === 'dark' ? stored : null);

/** Whether the system asks for dark. */
export const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** The classes are GraphiQL's own, so that one switch serves its styles and ours. */
export function showTheme(): void {
  const chosen = theme.get();
  document.body.classList.toggle('graphiql-light', chosen === 'light');
  document.body.classList.toggle('graphiql-dark', chosen === 'dark');
}

/** The other one of the two, as seen now; the system's own when that is what results. */
export function switchTheme(): void {
  const dark = theme.get() === null ? systemIsDark.matches : theme.get() === 'dark';
  const next = dark ? 'light' : 'dark';
  theme.set((next === 'dark') === systemIsDark.matches ? null : next);
}
