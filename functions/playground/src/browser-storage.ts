/** Another GraphiQL at the same port of this machine may have left tabs of its own under the usual prefix. */
const PREFIX = 'communique:';

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/** What the browser remembers for GraphiQL, apart from any other GraphiQL of the origin. */
export const memory = {
  getItem: (key: string) => localStorage.getItem(PREFIX + key),
  setItem: (key: string, value: string) => localStorage.setItem(PREFIX + key, value),
  removeItem: (key: string) => localStorage.removeItem(PREFIX + key),
  get length() {
    return keys().length;
  },
  clear() {
    for (const key of keys()) localStorage.removeItem(key);
  },
};

export const REMEMBERED = {
  tabs: 'graphiql:tabState',
  theme: 'graphiql:theme',
  /** Title of the panel left open; `none` when it was closed. GraphiQL itself does not remember that. */
  panel: 'panel',
} as const;
