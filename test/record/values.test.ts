import { describe, expect, it } from 'vitest';
import { parseLanguage } from '../../schema/record/value/language.ts';
import { changed, outcomeOf, PARTICIPANTS, problemsIn, TALKS, TOPICS } from './small-content.ts';

const QUOTE = 'Wang spoke of security.';

/** Changes one passage of the talks and expects one problem there. */
function expectInTalks(
  rows: readonly (readonly [what: string, from: string, to: string, problem: string])[],
) {
  it.each(rows)('%s', async (_, from, to, problem) => {
    expect(await problemsIn(changed(TALKS, from, to))).toEqual([`${TALKS}:${problem}`]);
  });
}

describe('keys', () => {
  expectInTalks([
    [
      'a misspelt key is told once, with the near one',
      'status:',
      'statsu:',
      '3:1: unknown key "statsu"; did you mean "status"?',
    ],
    [
      'an unknown key is told with those allowed',
      'city: Tunxi',
      'town: Tunxi',
      '5:10: unknown key "town"; allowed here are city, region, country, venue',
    ],
    [
      'a missing key is told at its record',
      'status: HELD\n',
      '',
      '1:1: missing key "status"; add it (one of PLANNED, HELD, POSTPONED, CANCELLED)',
    ],
    [
      'a missing key is told at its entry of a list',
      'mode: REPORTED\n    ',
      '',
      '15:5: missing key "mode"; add it (one of QUOTED, REPORTED, JOINT, ACTION)',
    ],
    [
      'an id within a meeting file',
      'title:',
      'id: x\ntitle:',
      '1:1: a key "id"; remove it: the file name is the id',
    ],
    [
      'a merge key',
      '    mode:',
      '    <<: { at: x }\n    mode:',
      '17:5: a merge key, "<<"; write the keys out',
    ],
    ['the key __proto__', 'city: Tunxi', '__proto__: x', '5:10: unknown key "__proto__"; remove it'],
    [
      'a number as a key',
      'city: Tunxi',
      '1: x',
      '5:10: unknown key "1"; allowed here are city, region, country, venue',
    ],
  ]);
});

describe('choices', () => {
  expectInTalks([
    [
      'a misspelt choice',
      'mode: REPORTED',
      'mode: REPORTD',
      '17:11: unknown mode "REPORTD"; did you mean "REPORTED"? allowed are QUOTED, REPORTED, JOINT, ACTION',
    ],
    [
      'a choice far from all',
      'mode: REPORTED',
      'mode: SAID',
      '17:11: unknown mode "SAID"; allowed are QUOTED, REPORTED, JOINT, ACTION',
    ],
    [
      'an empty choice',
      'form: BILATERAL',
      'form:',
      '2:1: nothing after "form:"; write one of BILATERAL, TRILATERAL, MULTILATERAL, SUMMIT, CALL, VIDEO, VISIT',
    ],
  ]);
});

describe('dates', () => {
  const date = (what: string, to: string, problem: string) =>
    [what, 'date: 2022-03-30', `date: ${to}`, `4:7: ${problem}`] as const;
  const years = 'years run from 0001 to 9999';
  expectInTalks([
    date(
      'a day that does not exist',
      '2022-02-30',
      'impossible date "2022-02-30"; February 2022 has days 01 to 28',
    ),
    date('a month that does not exist', '2022-13', 'impossible date "2022-13"; months run from 01 to 12'),
    date('the year zero', '"0000"', `impossible date "0000"; ${years}`),
    date('a year before the first', '"-0044"', `"-0044" is outside the calendar; ${years}`),
    date('a year of five digits', 'Y12022', `"Y12022" is outside the calendar; ${years}`),
    date(
      'a date in another form',
      '30.3.2022',
      'malformed date "30.3.2022"; write it like 2022-03-30, 2022-03, "2022", 2022-03-30~ or 2022-03-30/2022-03-31',
    ),
    date('a year without quotes', '2022', 'the number 2022 where text belongs; put it in quotes: "2022"'),
    date(
      'a season',
      '2022-21',
      '"2022-21" is a season, which falls in different months north and south of the equator; write the months instead, such as "2022-03/2022-05"',
    ),
    date(
      'an open end',
      '2022-03-30/..',
      'the interval "2022-03-30/.." has an open or unknown end; a meeting needs both its first and its last date',
    ),
    date(
      'an unknown beginning',
      '/2022-03-30',
      'the interval "/2022-03-30" has an open or unknown end; a meeting needs both its first and its last date',
    ),
    date(
      'an end before the start',
      '2022-03-30/2022-03-29',
      'the interval "2022-03-30/2022-03-29" ends before it starts; write the earlier date first: "2022-03-29/2022-03-30"',
    ),
    date(
      'a time of day',
      '2022-03-30T10:00',
      '"2022-03-30T10:00" has a time of day; write the day alone: 2022-03-30',
    ),
    [
      'a publication known to the month',
      'published: 2022-03-30',
      'published: 2022-03',
      '13:88: malformed date "2022-03"; write the full day, like 2022-03-30',
    ],
    [
      'a publication on no day',
      'published: 2022-03-30',
      'published: 2022-04-31',
      '13:88: impossible date "2022-04-31"; April 2022 has days 01 to 30',
    ],
  ]);
});

describe('text', () => {
  const text = (what: string, to: string, problem: string) => [what, QUOTE, to, `18:11: ${problem}`] as const;
  expectInTalks([
    text('empty text', '""', 'empty text; write something; a key that is not required may be left out'),
    text('blanks only', '"  "', 'only blanks; write something; a key that is not required may be left out'),
    text('a blank before', '" Wang"', 'blanks before the text; remove them'),
    text('a no-break space after', '"Wang\\_"', 'blanks after the text; remove them'),
    text('a control character', '"Wa\\ang"', 'the invisible character U+0007; remove it'),
    text('a direction override', '"Wa\\u202Eng"', 'the invisible character U+202E; remove it'),
    text('a tab', '"Wa\\tng"', 'a tab within the text; use a space'),
    text('nothing but zero-width spaces', '"\\u200b\\u200b"', 'the invisible character U+200B; remove it'),
    text('a joiner between Latin letters', '"Wa\\u200dng"', 'the invisible character U+200D; remove it'),
    text(
      'blank Braille',
      '"\\u2800"',
      'nothing visible; write something; a key that is not required may be left out',
    ),
    text(
      'half a character',
      '"Wa\\uD83Dng"',
      'half of a character (an unpaired surrogate); type the character again',
    ),
    text(
      'a folded text that keeps its last line break',
      '>\n      Wang\n      spoke',
      'a line break at the end of the text; begin the folded text with ">-" instead of ">" or "|"',
    ),
    text(
      'lines',
      '|-\n      Wang\n      spoke',
      'a line break within the text; write it as one paragraph; ">-" folds its lines into one',
    ),
    text('text over the limit', 'x'.repeat(2001), 'a text of 2001 characters; use at most 2000'),
    text(
      'a list for text',
      '[Wang]',
      'a list where text belongs; write the text alone, without brackets or "- "',
    ),
    text(
      'keys for text',
      '{ a: b }',
      'keys and values where text belongs; write text; if it contains ": " or begins with "{", put it in quotes',
    ),
    text('a number', '0x10', 'the number 0x10 where text belongs; put it in quotes: "0x10"'),
    text('a truth value', 'true', 'the truth value true where text belongs; put it in quotes: "true"'),
    [
      'nothing after the key',
      ` ${QUOTE}`,
      '',
      '18:5: nothing after "text:"; write a value, or remove it; if the word null is meant as text, put it in quotes',
    ],
  ]);

  it('counts characters, not the two halves that some are stored in', async () => {
    expect(await problemsIn(changed(TALKS, QUOTE, '🕊'.repeat(2000)))).toEqual([]);
  });
});

describe('countries, languages and addresses', () => {
  const url = 'is not a web address; write it in full, beginning with https:// or http://';
  expectInTalks([
    [
      'a country that ISO 3166-1 does not have',
      'country: CN',
      'country: UK',
      '5:32: unknown country "UK"; use two capital letters of ISO 3166-1, like CN or TR, or four of ISO 3166-3 for a former state',
    ],
    ['a country in three letters', 'country: CN', 'country: CHN', '5:32: unknown country "CHN"; write "CN"'],
    ['a country in small letters', 'country: CN', 'country: cn', '5:32: unknown country "cn"; write "CN"'],
    [
      'a language that does not exist',
      'language: en',
      'language: xx',
      '13:110: unknown language "xx" in "xx"; use a BCP 47 tag, like en, ru or zh-Hans',
    ],
    [
      'a script that does not exist',
      'language: en',
      'language: zh-Hanx',
      '13:110: unknown script "Hanx" in "zh-Hanx"; use a BCP 47 tag, like en, ru or zh-Hans',
    ],
    [
      'a language in words',
      'language: en',
      'language: in English',
      '13:110: "in English" is not a language tag; use a BCP 47 tag, like en, ru or zh-Hans',
    ],
    [
      'a language that YAML takes for a truth value',
      'language: en',
      'language: false',
      '13:110: the truth value false where text belongs; put it in quotes: "false"',
    ],
    [
      'an address of another protocol',
      'https://example.org/a',
      'ftp://example.org',
      `13:54: "ftp://example.org" ${url}`,
    ],
    [
      'an address that overrides its direction',
      'https://example.org/a',
      '"https://example.org/\\u202efdp"',
      '13:54: the invisible character U+202E; remove it',
    ],
    ['an address without a host', 'https://example.org/a', 'https://', `13:54: "https://" ${url}`],
  ]);

  it('knows the two-letter languages that have a name, and no others', () => {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    const unknown = codes.filter((code) => !parseLanguage(code).ok);
    expect(unknown).toEqual(codes.filter((code) => names.of(code) === undefined));
  });

  it.each([
    // Written, stored.
    ['ZH-hans', 'zh-Hans'],
    ['EN-gb', 'en-GB'],
    ['iw', 'he'],
    ['und', 'und'],
    ['und-Cyrl', 'und-Cyrl'],
    ['mul', 'mul'],
    ['zxx', 'zxx'],
    ['x-Klingon-Opera', 'x-klingon-opera'],
    ['en-x-twain', 'en-x-twain'],
    ['qaa-Qaaa-QM', 'qaa-Qaaa-QM'],
    ['i-klingon', 'tlh'],
    ['I-Default', 'i-default'],
    ['zh-min-nan', 'nan'],
    ['zh-yue-Hant-HK', 'yue-Hant-HK'],
    ['sgn-BE-FR', 'sfb'],
    ['en-GB-oed', 'en-GB-oxendict'],
    ['de-1996', 'de-1996'],
    ['sr-Latn-XK', 'sr-Latn-XK'],
    ['es-419', 'es-419'],
    ['de-DE-u-co-phonebk', 'de-DE-u-co-phonebk'],
  ])('stores the language %s as %s', async (written, stored) => {
    expect(parseLanguage(written)).toEqual({ ok: true, tag: stored });
    expect(parseLanguage(stored)).toEqual({ ok: true, tag: stored });
    const outcome = await outcomeOf(changed(TALKS, 'language: en', `language: ${written}`));
    const talks = outcome.ok
      ? outcome.corpus.meetings.find(({ id }) => id === '2022-03-30-talks')
      : undefined;
    expect(talks?.readouts[0]?.language).toBe(stored);
  });

  it('takes XK for Kosovo', async () => {
    expect(await problemsIn(changed(TALKS, 'country: CN', 'country: XK'))).toEqual([]);
    expect(await problemsIn(changed(TALKS, 'country: CN', 'country: kosovo'))).toEqual([
      `${TALKS}:5:32: unknown country "kosovo"; write "XK"`,
    ]);
  });

  it('takes "no" for Norwegian, as YAML 1.2 does', async () => {
    expect(await problemsIn(changed(TALKS, 'language: en', 'language: no'))).toEqual([]);
  });
});

describe('lists', () => {
  const statement =
    '  - { id: s1, by: [wang-yi], mode: ACTION, text: x, topics: [security], cite: { readout: xinhua } }\n';
  expectInTalks([
    [
      'text for a list',
      'by: [wang-yi]',
      'by: wang-yi',
      '15:9: text where a list belongs; write it in brackets: [wang-yi]',
    ],
    [
      'text for keys',
      'place: { city: Tunxi, country: CN }',
      'place: Tunxi',
      '5:8: text where keys and values belong; write city, region, country, venue with their values',
    ],
    [
      'an empty place',
      'place: { city: Tunxi, country: CN }',
      'place: {}',
      '5:8: a place without any entry; give city, region, country or venue, or leave the key out',
    ],
    [
      'no topic',
      'topics: [security]',
      'topics: []',
      '19:13: an empty list after "topics:"; give at least one',
    ],
    ['no speaker', 'by: [wang-yi]', 'by: []', '15:9: an empty list after "by:"; give at least one'],
    [
      'a topic named twice',
      'topics: [security]',
      'topics: [security, security]',
      '19:24: "security" is listed twice; remove one of them',
    ],
    [
      'nothing for a list',
      'topics: [security]',
      'topics:',
      '19:5: nothing after "topics:"; write a list, or [] when there is nothing to list',
    ],
    [
      'more statements than a page can hold',
      'statements:\n',
      `statements:\n${Array.from({ length: 1000 }, (_, index) => statement.replace('s1', `x${index}`)).join('')}`,
      '15:3: 1001 statements; give at most 1000',
    ],
  ]);
});

describe('names', () => {
  it.each([
    [
      'in two normal forms',
      '王毅, language: zh-Hans',
      'Zoé, language: fr }\n    - { name: "Zoe\\u0301", language: fr',
      'Zoé',
    ],
    ['without a language', '王毅, language: zh-Hans', 'W. Yi }\n    - { name: W. Yi', 'W. Yi'],
  ])('listed twice %s', async (_, from, to, name) => {
    expect(await problemsIn(changed(PARTICIPANTS, from, to))).toEqual([
      `${PARTICIPANTS}:14:7: "${name}" is listed twice; remove one of them`,
    ]);
  });

  it('may be the same in two languages', async () => {
    const files = changed(
      PARTICIPANTS,
      '王毅, language: zh-Hans',
      '王毅, language: zh }\n    - { name: 王毅, language: ja',
    );
    expect(await problemsIn(files)).toEqual([]);
  });

  it('of a topic may not be listed twice in two normal forms', async () => {
    const files = changed(
      TOPICS,
      'prefLabel: Security\n',
      'prefLabel: Security\n  altLabels: [Sûreté, "Su\\u0302reté"]\n',
    );
    expect(await problemsIn(files)).toEqual([`${TOPICS}:5:23: "Sûreté" is listed twice; remove one of them`]);
  });
});

describe('ids and identifiers', () => {
  it.each([
    [
      'an id in another form',
      'id: wang-yi',
      'id: Wang Yi',
      '9:7: "Wang Yi" is not an id; use lower-case letters a-z and digits, in words joined by single hyphens, for instance "wang-yi"',
    ],
    [
      'an identifier in another form',
      'Q148',
      'P148',
      '5:28: "P148" is not an identifier of wikidata; write it like Q148',
    ],
    [
      'a misspelt scheme',
      'wikidata:',
      'wikdata:',
      '5:18: unknown scheme "wikdata"; did you mean "wikidata"?',
    ],
    [
      'a scheme in another form',
      'wikidata:',
      'My Scheme:',
      '5:18: "My Scheme" is not the name of a scheme; use lower-case letters, digits and hyphens, like wikidata',
    ],
  ])('%s', async (_, from, to, problem) => {
    expect(await problemsIn(changed(PARTICIPANTS, from, to))).toEqual([`${PARTICIPANTS}:${problem}`]);
  });

  it('lets other schemes be used', async () => {
    expect(await problemsIn(changed(PARTICIPANTS, 'wikidata: Q148', 'iso-numeric: "156"'))).toEqual([]);
  });
});
