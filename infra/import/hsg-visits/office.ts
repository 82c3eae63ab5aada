/** An office as it is found at the beginning of a visitor field. */
interface Office {
  /** Pattern of its spellings, slips included, the longer of two with the same beginning first. */
  readonly printed: string;
  readonly office: string;
  /** Whether people know the holder by the title: `King Hussein`, not `Hussein`. Then what stands before the name. */
  readonly inName?: string;
}

/** All offices of the source. What is none of these, such as Sheikh or Lord, is taken as part of the name. */
export const OFFICES: readonly Office[] = [
  { printed: 'President of the Council of Ministers', office: 'President of the Council of Ministers' },
  { printed: 'Chairman of the Presidency', office: 'Chairman of the Presidency' },
  { printed: 'Federal Chancellor', office: 'Federal Chancellor' },
  { printed: 'Acting Prime Minister', office: 'Acting Prime Minister' },
  { printed: 'Interim Prime Minister', office: 'Interim Prime Minister' },
  { printed: 'Acting President', office: 'Acting President' },
  { printed: 'Interim President', office: 'Interim President' },
  { printed: 'Provisional President', office: 'Provisional President' },
  { printed: 'Prime Minister-(?=Prince)', office: 'Prime Minister' },
  { printed: 'Prime Minist?ere?', office: 'Prime Minister' },
  { printed: 'Prime Minster', office: 'Prime Minister' },
  { printed: 'Vice Premier', office: 'Vice Premier' },
  { printed: 'President-[Ee]lect', office: 'President-elect' },
  { printed: 'President-designate', office: 'President-designate' },
  { printed: 'President', office: 'President' },
  { printed: 'Chancellor-elect', office: 'Chancellor-elect' },
  { printed: 'Chancellor', office: 'Chancellor' },
  { printed: 'Governor General', office: 'Governor General' },
  { printed: 'General Secretary', office: 'General Secretary' },
  { printed: 'First Secretary', office: 'First Secretary' },
  { printed: 'Head of State', office: 'Head of State' },
  { printed: 'Chief of State', office: 'Chief of State' },
  { printed: 'Junta Member', office: 'Junta Member' },
  { printed: 'Brigadier General', office: 'Brigadier General' },
  { printed: 'Lieutenant General', office: 'Lieutenant General' },
  { printed: 'General', office: 'General' },
  { printed: 'Premier', office: 'Premier' },
  { printed: 'Chairman', office: 'Chairman' },
  { printed: 'Taoiseach', office: 'Taoiseach' },
  { printed: 'Regent', office: 'Regent' },
  { printed: 'Grand Duchess', office: 'Grand Duchess', inName: 'Grand Duchess' },
  { printed: 'Grand Duke', office: 'Grand Duke', inName: 'Grand Duke' },
  { printed: 'Crown Prince', office: 'Crown Prince', inName: 'Crown Prince' },
  { printed: 'King', office: 'King', inName: 'King' },
  { printed: 'Queen', office: 'Queen', inName: 'Queen' },
  { printed: 'Emperor', office: 'Emperor', inName: 'Emperor' },
  { printed: 'Shah(?! Mahmud)', office: 'Shah', inName: 'Shah' },
  { printed: 'Sultan', office: 'Sultan', inName: 'Sultan' },
  { printed: '[AE]mir', office: 'Emir', inName: 'Emir' },
  { printed: 'Prince', office: 'Prince', inName: 'Prince' },
  { printed: 'Pope', office: 'Pope', inName: 'Pope' },
];

const patterns = OFFICES.map((office) => ({
  ...office,
  pattern: new RegExp(`^(?:${office.printed})(?![\\p{Ll}-])`, 'u'),
}));

/** The office at the beginning of a text and what follows it; a missing blank (`Prime MinisterHaidar`) does no harm. */
export function officeAt(
  text: string,
): { office: string; title: string; inName: boolean; rest: string } | undefined {
  for (const { pattern, office, inName } of patterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    return {
      office,
      title: inName ?? office,
      inName: inName !== undefined,
      rest: text.slice(match[0].length).trim(),
    };
  }
  return undefined;
}
