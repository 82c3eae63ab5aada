/** Matches when there is no room for a panel beside the editor; as in styles/narrow.css. */
const narrow = matchMedia('(width < 760px)');

export const isNarrow = (): boolean => narrow.matches;
