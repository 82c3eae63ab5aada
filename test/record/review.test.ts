import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isOfficialAddress } from '../../schema/record/review/official-host.ts';
import { reviewContent } from '../../schema/record/review/review-content.ts';
import { changed, type Files, PARTICIPANTS, small, TALKS, withContent } from './small-content.ts';

const found = (files: Files) =>
  withContent(files, async (dir) => {
    const { doubts } = await reviewContent(dir);
    return doubts
      .filter(({ file }) => file.endsWith(TALKS))
      .map(({ line, column, found: what }) => `${line}:${column}: ${what}`);
  });

describe('a review', () => {
  // Nothing is doubtful about the talks themselves, once their account says what it passes on.
  const settled = changed(TALKS, 'publisher: Xinhua', 'publisher: Xinhua, provenance: a copy');
  const talks = (from: string, to: string): Files => {
    const text = String(settled[TALKS]);
    if (!text.includes(from)) throw new Error(`the talks do not contain ${from}`);
    return { ...settled, [TALKS]: text.replace(from, () => to) };
  };

  it('finds nothing in a settled record', async () => {
    expect(await found(settled)).toEqual([]);
  });

  it.each([
    ['QUOTED without a quote', talks('mode: REPORTED', 'mode: QUOTED'), '17:11: QUOTED without a quote'],
    ['JOINT of one', talks('mode: REPORTED', 'mode: JOINT'), '15:9: a JOINT statement by one speaker'],
    [
      'the day of the meeting itself',
      talks('mode: REPORTED', 'mode: REPORTED\n    date: 2022-03-30'),
      '18:11: the day of the meeting itself',
    ],
    [
      'a side on a stranger’s page',
      small,
      `13:23: an account by "china" at an address that belongs to neither a government nor state media`,
    ],
    [
      'an account from before',
      talks('published: 2022-03-30', 'published: 2022-03-29'),
      '13:108: an account published before the meeting began on 2022-03-30',
    ],
    [
      'a host without a place',
      talks('place: { city: Tunxi, country: CN }\n', ''),
      '7:65: a HOST, but the meeting has no country',
    ],
    ['a host abroad', talks('country: CN', 'country: TR'), '8:65: a HOST of CN in TR'],
    ['a call with a place', talks('form: BILATERAL', 'form: CALL'), '5:8: a place for a CALL'],
    [
      'two parties for three',
      talks('form: BILATERAL', 'form: TRILATERAL'),
      '2:7: a TRILATERAL meeting of 2 parties',
    ],
    [
      'two parties for many',
      talks('form: BILATERAL', 'form: MULTILATERAL'),
      '2:7: a MULTILATERAL meeting of 2 parties',
    ],
    [
      'one party for two',
      talks(', for: russia, role: GUEST', ', role: GUEST'),
      '2:7: a BILATERAL meeting of one party',
    ],
  ])('finds %s', async (_what, files, doubt) => {
    expect(await found(files)).toEqual([doubt]);
  });

  it.each([
    ['a quote', talks('mode: REPORTED', 'mode: QUOTED\n    quote: Security first')],
    ['a partial list', talks('form: BILATERAL', 'form: MULTILATERAL\nparticipantsKnown: PARTIAL')],
    ['a mediator beside two', talks('voices:', '  - { who: turkiye, role: MEDIATOR }\nvoices:')],
  ])('accepts %s', async (_what, files) => {
    const withTurkiye = `${small[PARTICIPANTS]}- id: turkiye\n  kind: STATE\n  name: Türkiye\n`;
    expect(await found({ ...files, [PARTICIPANTS]: withTurkiye })).toEqual([]);
  });

  it.each([
    ['https://www.state.gov/x', true],
    ['http://be.china-embassy.gov.cn/x', true],
    ['https://china.usembassy-china.org.cn/x', true],
    ['http://mumbai.china-consulate.org/x', true],
    ['https://www.mid.ru/en/x', true],
    ['https://en.kremlin.ru/x', true],
    ['https://www.mofa.go.jp/x', true],
    ['https://www.consilium.europa.eu/x', true],
    ['https://www.nato.int/x', true],
    ['https://english.news.cn/x', true],
    ['https://peoplesdaily.pdnews.cn/x', true],
    ['https://www.reuters.com/x', false],
    ['https://www.presidency.ucsb.edu/x', false],
    ['https://notnews.cn.example.org/x', false],
    ['https://mygov.example.com/x', false],
  ])('considers %s official: %s', (url, official) => {
    expect(isOfficialAddress(url)).toBe(official);
  });

  it('is printed by check --review and leaves the exit code alone', async () => {
    const { stdout } = await withContent(changed(TALKS, 'mode: REPORTED', 'mode: QUOTED'), (dir) =>
      promisify(execFile)(process.execPath, ['schema/record/command.ts', dir, '--review']),
    );
    expect(stdout).toMatch(/talks\.yaml:17:11: QUOTED without a quote; .* \(to be checked\)\n/);
    expect(stdout).toMatch(/\n4 doubts in /);
  });
});
