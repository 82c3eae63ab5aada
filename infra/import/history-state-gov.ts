import type { Readout } from './events.ts';
import { UNITED_STATES } from './us-officials.ts';

/**
 * A page of the Office of the Historian as the account that a record is based on. `path` follows
 * `departmenthistory/`.
 */
export const historianReadout = (path: string): Readout => ({
  id: 'office-of-the-historian',
  by: UNITED_STATES,
  kind: 'OFFICIAL',
  publisher: 'Office of the Historian, U.S. Department of State',
  url: `https://history.state.gov/departmenthistory/${path}`,
  language: 'en',
});
