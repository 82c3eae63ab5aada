import { describe, expect, it } from 'vitest';
import { parseLanguage } from '../../schema/record/value/language.ts';
import { changed, outcomeOf, PARTICIPANTS, problemsIn, TALKS, TOPICS } from './small-content.ts';

/** Changes one passage of the talks and expects one problem there. */
function expectInTalks(
  rows: readonly (readonly [what: string, from: string, to: string, problem: string])[],
) {
  it.each(rows)('%s', async (_, from, to, problem) => {
    expect(await problemsIn(changed(TALKS, from, to))).toEqual([`${TALKS}:${problem}`]);
  });
}

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
      '13:110: the true/false value false where text belongs; put it in quotes: "false"',
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
      '5:8: an empty place; give city, region, country or venue, or leave the key out',
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
      '19:5: nothing after "topics:"; write a list, or [] if there is nothing to list',
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
      '5:18: "My Scheme" is not a scheme name; use lower-case letters, digits and hyphens, like wikidata',
    ],
  ])('%s', async (_, from, to, problem) => {
    expect(await problemsIn(changed(PARTICIPANTS, from, to))).toEqual([`${PARTICIPANTS}:${problem}`]);
  });

  it('lets other schemes be used', async () => {
    expect(await problemsIn(changed(PARTICIPANTS, 'wikidata: Q148', 'iso-numeric: "156"'))).toEqual([]);
  });
});
