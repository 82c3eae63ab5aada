/**
 * Preloaded into the operator's command: what it asks of the address that the emulator gave a function URL
 * goes to this machine.
 */
const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const url = new URL(String(input));
  if (!url.hostname.endsWith('.on.aws')) return fetch(input, init);
  return fetch(new URL(`${url.pathname}${url.search}`, process.env.REHEARSAL_FRONT), init);
};
