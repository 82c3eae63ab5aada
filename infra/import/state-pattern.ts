import { STATE_WORDS } from './states.ts';

const quoted = (words: string): string =>
  words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]");

/** Pattern of the words that name a state or an organization, for patterns of running text. */
export const STATE = `(?:${STATE_WORDS.map(quoted).join('|')})`;
