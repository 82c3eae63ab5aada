import { holdersAt } from './holders-at.ts';
import type { Found, Party } from './party.ts';
import { personAt, personsAt } from './persons-at.ts';
import { officialsAt, othersAt, thoseOfAt, unclearAt } from './unnamed-at.ts';

/**
 * The parties that a text names at its beginning, in sequence:
 * `President Assad and Foreign Minister Khaddam regarding …` gives two. Ends where the text continues with
 * something else.
 */
export function partiesAt(text: string, day: string): { parties: Party[]; rest: string } {
  const parties: Party[] = [];
  let rest = text.trim();
  for (;;) {
    const several = personsAt(rest, day);
    const found = several ? undefined : partyAt(rest, day);
    if (several) parties.push(...several.parties);
    else if (found) parties.push(found.party);
    else break;
    rest = several?.rest ?? found?.rest ?? '';
    const next = NEXT.exec(rest);
    if (!next) break;
    const after = rest.slice(next[0].length);
    const behind = partyAt(after, day);
    // "…, and the Middle East peace process with Israeli Prime Minister Netanyahu" continues with what was
    // discussed.
    if (behind && !(behind.party.kind === 'UNCLEAR' && /^ [a-z][\w' -]*? with /.test(behind.rest)))
      rest = after;
    else {
      const further = behind ? undefined : furtherAt(after, day);
      if (further === undefined) break;
      rest = further;
    }
  }
  return { parties, rest };
}

/** What separates two parties. */
const NEXT =
  /^(?:,? (?:together|along) with |,? as well as (?:with )?|,? and (?:also |then |later |separately )?(?:with )?|, (?:and )?(?:with )?(?:also )?|; and with |\/)(?=\S)/;
/** Words that end a list of parties. */
const OVER =
  /\b(?:[Aa]ttended|[Vv]isited|[Aa]ddressed|[Dd]iscussed|[Ss]igned|[Dd]elivered|[Tt]oured|[Dd]edicated|[Oo]pened|[Aa]nnounced|[Hh]eld|[Ii]naugurated|[Pp]articipated|[Aa]ccompanied|[Ww]itnessed|[Rr]eceived|[Bb]riefed|met|made|laid|gave|led|to|about|regarding|concerning|during|where|while|before|after)\b/;

/**
 * The text from the next party that is understood, skipping words that name nobody identifiable:
 * `members of the Knesset and Foreign Minister Peres`.
 */
export function furtherAt(text: string, day: string): string | undefined {
  for (const separator of text.matchAll(/,? and (?:with )?|, (?:and )?(?:with )?|; and with /g)) {
    if (OVER.test(text.slice(0, separator.index))) return undefined;
    const after = text.slice(separator.index + separator[0].length);
    const kind = partyAt(after, day)?.party.kind;
    if (kind === 'PERSON' || kind === 'HOLDERS' || kind === 'OFFICIALS') return after;
  }
  return undefined;
}

function partyAt(text: string, day: string): Found | undefined {
  return (
    personAt(text, day) ??
    holdersAt(text, day) ??
    thoseOfAt(text, day) ??
    othersAt(text) ??
    officialsAt(text, day) ??
    unclearAt(text)
  );
}
