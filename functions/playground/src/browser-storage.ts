/** Another GraphiQL on the same port of this machine may have stored its own tabs under the usual prefix. */
const PREFIX = 'communique:';

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/** What the browser stores for GraphiQL, separate from any other GraphiQL on this origin. */
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
  /** Title of the open panel; `none` if it is closed. GraphiQL itself does not store that. */
  panel: 'panel',
} as const;
