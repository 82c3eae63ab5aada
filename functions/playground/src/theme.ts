import { memory, REMEMBERED } from './browser-storage.ts';
import { createSignal } from './signal.ts';

/** null follows the system. */
type Theme = 'light' | 'dark' | null;

const stored = memory.getItem(REMEMBERED.theme);

/** The theme chosen by the user. */
export const theme = createSignal<Theme>(stored === 'light' || stored === 'dark' ? stored : null);

/** Whether the system prefers dark. */
export const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** Uses GraphiQL's own classes, so that one switch controls both its styles and ours. */
export function showTheme(): void {
  const chosen = theme.get();
  document.body.classList.toggle('graphiql-light', chosen === 'light');
  document.body.classList.toggle('graphiql-dark', chosen === 'dark');
}

/** Switches to the other of the two themes; follows the system if that has the same result. */
export function switchTheme(): void {
  const dark = theme.get() === null ? systemIsDark.matches : theme.get() === 'dark';
  const next = dark ? 'light' : 'dark';
  theme.set((next === 'dark') === systemIsDark.matches ? null : next);
}
