/** A full stop after one of these does not end a sentence. */
const SHORT =
  /\b(?:[A-Z]|Mr|Mrs|Dr|St|Ft|Mt|Jr|Sr|Gen|Lt|Col|Adm|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Me|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|U\.S|U\.N|U\.K|D\.C|N\.Y|N\.J|N\.C|S\.C|R\.I|N\.M|N\.H|D\.F)\.$/;

/** Words that begin a sentence in these sources, but not a name. */
const BEGINS =
  /^(?:Accompanied|Addressed|Afterwards?|Also|Arrived|Attended|Briefed|Conferred|Departed|Discussed|He|In|Joined|Later|Left|Met|Official|Participated|Private|Received|Returned|Reviewed|Revisited|Signed|State|Stopped|Subsequently|Visited|Visiting|Was|Working)\b/;

/**
 * The sentences of a text, and the parts of sentences separated by semicolons, without their final
 * punctuation.
 */
export function sentencesOf(text: string): string[] {
  const parts: string[] = [];
  let held = '';
  for (const piece of text.split(/(?<=[.;]["”]?)\s+/)) {
    // "Met Oct. 9", "Camp David, Md., later": an abbreviation does not end a sentence unless the next word
    // must begin one.
    if (held !== '' && SHORT.test(held) && !BEGINS.test(piece)) held = `${held} ${piece}`;
    else {
      parts.push(held);
      held = piece;
    }
  }
  parts.push(held);
  return parts.map((part) => part.replace(/[.;\s]+$/, '')).filter((part) => part !== '');
}
