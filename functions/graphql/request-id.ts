import { randomUUID } from 'node:crypto';

const WELL_FORMED = /^[\w.:=+/-]{8,128}$/;

/** The client's own request id when it is well formed (so that a trace can be followed through), else a new one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && WELL_FORMED.test(given) ? given : randomUUID();
}
