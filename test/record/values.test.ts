import { describe, expect, it } from 'vitest';
import { changed, problemsIn, TALKS } from './small-content.ts';

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
      '5:10: unknown key "town"; the keys here are city, region, country, venue',
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
      '5:10: unknown key "1"; the keys here are city, region, country, venue',
    ],
  ]);
});

describe('choices', () => {
  expectInTalks([
    [
      'a misspelt choice',
      'mode: REPORTED',
      'mode: REPORTD',
      '17:11: unknown mode "REPORTD"; did you mean "REPORTED"? use one of QUOTED, REPORTED, JOINT, ACTION',
    ],
    [
      'a choice far from all',
      'mode: REPORTED',
      'mode: SAID',
      '17:11: unknown mode "SAID"; use one of QUOTED, REPORTED, JOINT, ACTION',
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
    text('empty text', '""', 'empty text; write something, or leave out the key if it is optional'),
    text('blanks only', '"  "', 'only whitespace; write something, or leave out the key if it is optional'),
    text('a blank before', '" Wang"', 'whitespace before the text; remove it'),
    text('a no-break space after', '"Wang\\_"', 'whitespace after the text; remove it'),
    text('a control character', '"Wa\\ang"', 'the invisible character U+0007; remove it'),
    text('a direction override', '"Wa\\u202Eng"', 'the invisible character U+202E; remove it'),
    text('a tab', '"Wa\\tng"', 'a tab within the text; use a space'),
    text('nothing but zero-width spaces', '"\\u200b\\u200b"', 'the invisible character U+200B; remove it'),
    text('a joiner between Latin letters', '"Wa\\u200dng"', 'the invisible character U+200D; remove it'),
    text(
      'blank Braille',
      '"\\u2800"',
      'nothing visible; write something, or leave out the key if it is optional',
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
      'a list where text belongs; write only the text, without brackets or "- "',
    ),
    text(
      'keys for text',
      '{ a: b }',
      'keys and values where text belongs; write text; if it contains ": " or begins with "{", put it in quotes',
    ),
    text('a number', '0x10', 'the number 0x10 where text belongs; put it in quotes: "0x10"'),
    text('a truth value', 'true', 'the true/false value true where text belongs; put it in quotes: "true"'),
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
