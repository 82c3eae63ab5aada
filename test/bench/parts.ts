/** What `npm run bench` measures, by the word that asks for it. */
export const PARTS = ['all', 'scale', 'peers', 'starts', 'search'] as const;
