import { createSignal } from './signal.ts';

/** Milliseconds that a notice stays. */
const SHOWN = 3_500;

/** A short line about what was just done, such as "Link copied". */
export const notice = createSignal('');

let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string): void {
  notice.set(text);
  clearTimeout(timer);
  timer = setTimeout(() => notice.set(''), SHOWN);
}

/**
 * Copies text to the clipboard and shows a notice; if the browser refuses, the notice says what to do
 * instead.
 */
export async function copy(text: string, done: string, otherwise: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say(otherwise);
  }
}
