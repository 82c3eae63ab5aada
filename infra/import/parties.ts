import { holdersAt } from './holders-at.ts';
import { personAt, personsAt } from './persons-at.ts';
import type { State } from './states.ts';
import { officialsAt, othersAt, thoseOfAt, unclearAt } from './unnamed-at.ts';

/** Somebody, or some body, whom running text names as having been met. */
export type Party =
  /** A person with an office: `Soviet Foreign Minister Gromyko`, `King Hussein of Jordan`. */
  | {
      readonly kind: 'PERSON';
      readonly name: string;
      readonly office: string;
      readonly state: State | undefined;
      readonly printed: string;
    }
  /** The holders of one office in several states, without their names: `the Foreign Ministers of France and Germany`. */
  | {
      readonly kind: 'HOLDERS';
      readonly states: readonly State[];
      readonly office: string;
      readonly printed: string;
    }
  /** Officials without a name: `senior Saudi officials`; of the country of the trip where no state is named. */
  | { readonly kind: 'OFFICIALS'; readonly states: readonly State[]; readonly printed: string }
  /** Somebody who speaks for no state: `U.S. military personnel`, `religious leaders`. */
  | { readonly kind: 'OTHERS'; readonly printed: string }
  /** Words that name somebody in a way that is not understood. */
  | { readonly kind: 'UNCLEAR'; readonly printed: string };

/** A party at the beginning of a text, and the text behind it. */
export interface Found {
  readonly party: Party;
  readonly rest: string;
}

/**
 * Whom a text names at its beginning, one after the other: `President Assad and Foreign Minister Khaddam regarding …` gives two. Ends
 * where the text goes on with something else.
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
    // "…, and the Middle East peace process with Israeli Prime Minister Netanyahu" goes on with what was discussed.
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

/** What stands between two parties. */
const NEXT =
  /^(?:,? (?:together|along) with |,? as well as (?:with )?|,? and (?:also |then |later |separately )?(?:with )?|, (?:and )?(?:with )?(?:also )?|; and with |\/)(?=\S)/;
/** Words that say that a list of parties is at its end. */
const OVER =
  /\b(?:[Aa]ttended|[Vv]isited|[Aa]ddressed|[Dd]iscussed|[Ss]igned|[Dd]elivered|[Tt]oured|[Dd]edicated|[Oo]pened|[Aa]nnounced|[Hh]eld|[Ii]naugurated|[Pp]articipated|[Aa]ccompanied|[Ww]itnessed|[Rr]eceived|[Bb]riefed|met|made|laid|gave|led|to|about|regarding|concerning|during|where|while|before|after)\b/;

/** The text from the next party on that is understood, behind words that name nobody who is: `members of the Knesset and Foreign Minister Peres`. */
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
