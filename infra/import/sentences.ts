/** A full stop after one of these ends no sentence. */
const SHORT =
  /\b(?:[A-Z]|Mr|Mrs|Dr|St|Ft|Mt|Jr|Sr|Gen|Lt|Col|Adm|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Me|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|U\.S|U\.N|U\.K|D\.C|N\.Y|N\.J|N\.C|S\.C|R\.I|N\.M|N\.H|D\.F)\.$/;

/** Words that begin a sentence of these sources and no name. */
const BEGINS =
  /^(?:Accompanied|Addressed|Afterwards?|Also|Arrived|Attended|Briefed|Conferred|Departed|Discussed|He|In|Joined|Later|Left|Met|Official|Participated|Private|Received|Returned|Reviewed|Revisited|Signed|State|Stopped|Subsequently|Visited|Visiting|Was|Working)\b/;

/**
 * The sentences of a text, and the parts of sentences that a semicolon separates, without the mark at their
 * end.
 */
export function sentencesOf(text: string): string[] {
  const parts: string[] = [];
  let held = '';
  for (const piece of text.split(/(?<=[.;]["”]?)\s+/)) {
    // "Met Oct. 9", "Camp David, Md., later": a shortened word ends no sentence unless the next word can only
    // begin one.
    if (held !== '' && SHORT.test(held) && !BEGINS.test(piece)) held = `${held} ${piece}`;
    else {
      parts.push(held);
      held = piece;
    }
  }
  parts.push(held);
  return parts.map((part) => part.replace(/[.;\s]+$/, '')).filter((part) => part !== '');
}
