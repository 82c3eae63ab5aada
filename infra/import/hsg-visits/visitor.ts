import { OFFICE_PATTERN, officeAt } from '../offices.ts';

/** Who came, as printed in the visitor field: the office apart from the name. */
export interface Visitor {
  /** The office in its usual spelling; absent if none is printed. */
  readonly office?: string;
  /** The name as printed, including the title if it is part of the name, as with kings (`King Hussein`). */
  readonly name: string;
}

/**
 * Between two visitors: a comma or `and` or `&` with another office after it. `Jr.` after a comma is not one.
 */
const BETWEEN = new RegExp(`(?:,| and | & )\\s*(?=(?:${OFFICE_PATTERN})\\b)`, 'u');

/**
 * The visitors that a field names. `Premier and Prince Sihanouk` is one person with two titles;
 * `President A and Prime Minister B` are two. Empty if a title has no name with it.
 */
export function visitorsOf(field: string): Visitor[] {
  // "al- Abadi", "President- elect": a space after a hyphen is a mistake.
  const clean = field.replace(/(\p{L}-)\s+(?=\p{L})/gu, '$1');
  const parts = joinTitles(clean.split(BETWEEN));
  const visitors = parts.map(visitorFrom);
  return visitors.every((visitor) => visitor !== undefined) ? visitors : [];
}

/** A part that is only a title belongs to the name that follows. */
function joinTitles(parts: readonly string[]): { title?: string; text: string }[] {
  const joined: { title?: string; text: string }[] = [];
  let title: string | undefined;
  for (const part of parts) {
    const office = officeAt(part.trim());
    if (office && office.rest === '')
      title = title === undefined ? office.office : `${title} and ${office.office}`;
    else {
      joined.push(title === undefined ? { text: part } : { title, text: part });
      title = undefined;
    }
  }
  return joined;
}

function visitorFrom({ title, text }: { title?: string; text: string }): Visitor | undefined {
  const found = officeAt(text.trim());
  if (!found)
    return text.trim() === '' ? undefined : { ...(title ? { office: title } : {}), name: text.trim() };
  if (found.rest === '') return undefined;
  const office = title === undefined ? found.office : `${title} and ${found.office}`;
  return { office, name: found.inName ? `${found.title} ${found.rest}` : found.rest };
}
