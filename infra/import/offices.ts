/** An office as found before a name. */
interface Office {
  /**
   * Pattern of its spellings, including misspellings. Of two with the same beginning, the longer comes first.
   */
  readonly printed: string;
  /** Its usual spelling; omitted if the printed words are kept. */
  readonly office?: string;
  /** The title before the name, if the holder is known by it: `King Hussein`, not `Hussein`. */
  readonly inName?: string;
}

/** Words before an office that change it. */
const BEFORE =
  '(?:(?:[Aa]cting|[Ii]nterim|[Cc]aretaker|Alternate|Assistant|Chief|Deputy|First|Incoming|Outgoing|Provisional|Senior|State|Transitional|Vice|Second|Special|Permanent|Executive)[ -])*';

/** Words that portfolios are made of: `Foreign Affairs and International Cooperation`. */
const FIELD =
  '(?:Foreign|External|Affairs|Relations|National|Defen[sc]e|Finance|Financial|Interior|Justice|Law|Trade|Commerce|Energy|Education|Health|Environment|Environmental|Planning|Development|Econom(?:y|ic|ics)|Public|Security|Petroleum|Oil|Mineral|Resources|Information|Expatriates|Expatriate|Emigrants|International|Cooperation|Co-operation|European(?! (?:Commission|Council|Union|Parliament))|Eurasian|Worship|Religion|Religious|Culture|Cultural|Immigration|Integration|Human|Rights|Industry|Agriculture|Labou?r|Tourism|Transport|Transportation|Water|Science|Technology|Home|Presidential|Regional|Local|Strategic|Intelligence|Climate|Sustainable|Investment|Investments|Women|Gender|Diaspora|African|Arab|Gulf|Parliamentary|Reunification|Unification|Housing|Communications?|Policy|Asia|Asian|Caribbean|Community|Overseas|Treasury|Social|Political|Nuclear|Negotiations|Function|CARICOM|Export|Exports|Promotion|Nationals|Abroad|Citizens|Civil|Service|State|Cult|Youth|Sports)';
const FIELDS = `${FIELD}(?:(?:,? and |, | & | )(?:the )?${FIELD})*`;

/** Offices of all sources. Anything else, such as Sheikh or Lord, is part of the name. */
const OFFICES: readonly Office[] = [
  { printed: 'President of the Council of Ministers', office: 'President of the Council of Ministers' },
  { printed: 'Chairman of the Presidency', office: 'Chairman of the Presidency' },
  { printed: 'Federal Chancellor', office: 'Federal Chancellor' },
  { printed: 'Acting Prime Minister', office: 'Acting Prime Minister' },
  { printed: '[Ii]nterim Prime Minister', office: 'Interim Prime Minister' },
  { printed: 'Acting President', office: 'Acting President' },
  { printed: '[Ii]nterim President', office: 'Interim President' },
  { printed: 'Provisional President', office: 'Provisional President' },
  { printed: 'Prime Minister-(?=Prince)', office: 'Prime Minister' },
  { printed: 'Prime Minister[- ](?:[Dd]esignate|[Ee]lect)' },
  { printed: 'Prime M[iI]nist?ere?', office: 'Prime Minister' },
  { printed: 'Prime Minster', office: 'Prime Minister' },
  { printed: 'Prime Miniser', office: 'Prime Minister' },
  { printed: 'Vice Premier', office: 'Vice Premier' },
  { printed: 'President-[Ee]lect', office: 'President-elect' },
  { printed: 'President-designate', office: 'President-designate' },
  { printed: 'President', office: 'President' },
  { printed: 'Chancellor-elect', office: 'Chancellor-elect' },
  { printed: 'Chancellor of the Exchequer', office: 'Chancellor of the Exchequer' },
  { printed: 'Chancellor', office: 'Chancellor' },
  { printed: 'Governor[ -]General', office: 'Governor General' },
  { printed: 'Lieutenant Governor of British Columbia' },
  { printed: 'Governor of Bermuda' },
  { printed: 'General Secretary', office: 'General Secretary' },
  { printed: 'First Secretary', office: 'First Secretary' },
  { printed: 'Head of State', office: 'Head of State' },
  { printed: 'Head of Government', office: 'Head of Government' },
  { printed: 'Chief of State', office: 'Chief of State' },
  { printed: 'Junta Member', office: 'Junta Member' },
  { printed: 'Brigadier General', office: 'Brigadier General' },
  { printed: 'Lieutenant General', office: 'Lieutenant General' },
  { printed: 'General', office: 'General' },
  { printed: 'Premier', office: 'Premier' },
  { printed: '(?:State Council )?Chairman', office: 'Chairman' },
  { printed: 'Taoiseach', office: 'Taoiseach' },
  { printed: 'Regent', office: 'Regent' },
  { printed: 'Grand Duchess', office: 'Grand Duchess', inName: 'Grand Duchess' },
  { printed: 'Grand Duke', office: 'Grand Duke', inName: 'Grand Duke' },
  { printed: 'Deputy Crown Prince', office: 'Deputy Crown Prince', inName: 'Prince' },
  { printed: 'Crown Prince(?!ss)', office: 'Crown Prince', inName: 'Crown Prince' },
  { printed: 'King', office: 'King', inName: 'King' },
  { printed: 'Queen', office: 'Queen', inName: 'Queen' },
  { printed: 'Emperor', office: 'Emperor', inName: 'Emperor' },
  { printed: 'Empress', office: 'Empress', inName: 'Empress' },
  { printed: 'Shah(?! Mahmud)', office: 'Shah', inName: 'Shah' },
  { printed: 'Sultan', office: 'Sultan', inName: 'Sultan' },
  { printed: '[AE]mir', office: 'Emir', inName: 'Emir' },
  { printed: 'Prince(?!ss)', office: 'Prince', inName: 'Prince' },
  { printed: 'Princess', office: 'Princess', inName: 'Princess' },
  { printed: 'Pope', office: 'Pope', inName: 'Pope' },
  { printed: 'Secretary for Relations with States' },
  { printed: `${BEFORE}(?:Secretary|Minister)(?: of State)? (?:of|for) (?:the )?${FIELDS}` },
  { printed: `${BEFORE}${FIELDS} (?:Minister|Secretary|Commissioner|Advis[eo]r)` },
  { printed: 'Foreign Mini?ste(?:r|(?= ))', office: 'Foreign Minister' },
  { printed: "National People['’]s Congress Chairman" },
  { printed: 'Transitional National Council President' },
  { printed: 'Transitional Presidential Council Coordinator' },
  { printed: 'Sovereign Council Chair(?: General)?' },
  { printed: '(?:Under|Assistant) Secretary(?: of State)?(?: for [A-Z][a-z]+(?: Affairs)?)?' },
  { printed: '(?:Deputy )?Secretary[- ]General(?:-elect)?' },
  { printed: '(?:Joint )?Special (?:Envoy|Representative|Advis[eo]r)' },
  { printed: `U\\.?N\\.? (?:Envoy|Representative)` },
  { printed: 'Representative' },
  { printed: 'High Commissioner(?: for Refugees)?' },
  { printed: `High Representative(?: for ${FIELDS})?` },
  { printed: 'National Security Advis[eo]r' },
  { printed: 'State Coun(?:ci|se)ll?or', office: 'State Councilor' },
  { printed: 'Chief Executive' },
  {
    printed: `${BEFORE}(?:Prime Minister|President|Premier|Chancellor|Foreign Minister|Foreign Secretary|Secretary of State|Minister|Secretary|Governor|Chief of Staff)`,
  },
  { printed: 'Generalissimo' },
  { printed: '(?:Field )?Marshal' },
  { printed: 'Chairperson' },
  {
    printed:
      '(?:Senate |Parliament |Council of Representatives )?Speaker(?: of (?:the )?(?:Parliament|House|Knesset|National Assembly|Verkhovna Rada|Council of Representatives))?',
  },
  { printed: 'Director(?: General)?' },
  { printed: 'Comandante' },
  { printed: 'Commissioner' },
  { printed: 'Opposition [Ll]eader' },
  { printed: 'Heir Apparent' },
  { printed: 'Chief Justice' },
  { printed: 'Chief of (?:the )?Army Staff' },
  { printed: 'Commander-in-Chief' },
  { printed: 'Royal Counsell?or' },
  { printed: 'Aide to the President' },
  { printed: '(?:Governing )?Mayor' },
  { printed: 'Chair-Designate' },
  { printed: 'Patriarch' },
  { printed: 'negotiator' },
];

/** The offices that visits print; between two visitors, one of these begins the second. */
export const OFFICE_PATTERN = OFFICES.map(({ printed }) => printed).join('|');

const patterns = OFFICES.map((office) => ({
  ...office,
  pattern: new RegExp(`^(?:${office.printed})(?![\\p{Ll}-])`, 'u'),
}));

export interface OfficeFound {
  readonly office: string;
  readonly title: string;
  readonly inName: boolean;
  readonly rest: string;
}

/**
 * The office at the beginning of a text and what follows it; a missing space (`Prime MinisterHaidar`) is
 * tolerated.
 */
export function officeAt(text: string): OfficeFound | undefined {
  for (const { pattern, office, inName } of patterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    return {
      office: office ?? match[0],
      title: inName ?? office ?? match[0],
      inName: inName !== undefined,
      rest: text.slice(match[0].length).trim(),
    };
  }
  return undefined;
}

/** Different words for the same office of a state. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:vice president)\b/, 'vice president'],
  [/\b(?:deputy|vice) (?:prime minister|premier)\b/, 'deputy prime minister'],
  [/\b(?:deputy|vice|assistant) foreign (?:minister|secretary)\b/, 'deputy foreign minister'],
  [
    /\b(?:prime minister|premier|taoiseach|chancellor|president of the council of ministers)\b/,
    'head of government',
  ],
  [/\bpresident\b|\bhead of state\b|\bchief of state\b/, 'president'],
  [
    /\b(?:foreign|external affairs|external relations|foreign affairs|foreign relations) (?:minister|secretary)\b|\b(?:minister|secretary)(?: of state)? (?:of|for) (?:the )?(?:foreign|external)/,
    'foreign minister',
  ],
  [/\b(?:king|emir|amir|sultan|shah|emperor|grand duke|crown prince|prince|regent)\b/, 'monarch'],
  [/\b(?:queen|empress|grand duchess|princess)\b/, 'queen'],
  [/\bdefen[sc]e\b/, 'defense minister'],
];

const kindsOf = new Map<string, readonly string[]>();

/**
 * Whether two printed offices can be one office held at two times: `Premier` and `Prime Minister`. Two
 * missing offices are the same.
 */
export function sameOffice(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const kinds = officeKinds(a);
  return officeKinds(b).some((kind) => kinds.includes(kind));
}

function officeKinds(office: string): readonly string[] {
  const held = kindsOf.get(office);
  if (held) return held;
  let rest = office.toLowerCase();
  const kinds: string[] = [];
  for (const [pattern, kind] of KINDS) {
    if (!pattern.test(rest)) continue;
    kinds.push(kind);
    rest = rest.replace(new RegExp(pattern, 'g'), ' ');
  }
  const made = kinds.length > 0 ? kinds : [office.toLowerCase()];
  kindsOf.set(office, made);
  return made;
}
