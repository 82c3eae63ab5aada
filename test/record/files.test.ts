import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../schema/record/content.ts';
import { isIgnored } from '../../schema/record/read/ignored.ts';
import {
  changed,
  type Files,
  PARTICIPANTS,
  problemsIn,
  small,
  TALKS,
  TOPICS,
  withContent,
} from './small-content.ts';

const MEETINGS_MAY = 'use meetings/<year>/<id>.yaml or, for bulk data, meetings/**/<name>.jsonl';

describe('YAML', () => {
  it.each([
    [
      'a colon in text without quotes',
      'title: Wang',
      'title: Wang: x',
      '1:8: ": " within text that has no quotes; put the whole text in quotes',
    ],
    ['a tab for indentation', '    mode:', '\tmode:', '17:1: a tab in the indentation; use spaces'],
    [
      'a key twice',
      'form: BILATERAL',
      'form: BILATERAL\nform: SUMMIT',
      '3:1: the key "form" appears twice; remove one of them',
    ],
    [
      'an unclosed bracket',
      'by: [wang-yi]',
      'by: [wang-yi',
      '16:5: indentation that does not match the lines around it; align it with its neighbours, and close every bracket and quote above',
    ],
    [
      'a reserved character',
      'title: Wang',
      'title: @Wang',
      '1:8: text that begins with a reserved character; put the whole text in quotes',
    ],
    [
      'an anchor',
      'by: [wang-yi]',
      'by: &a [wang-yi]',
      '15:12: an anchor, "&a"; remove it; if it is text, put it in quotes',
    ],
    [
      'an alias',
      'to: [sergey-lavrov]',
      'to: *a',
      '16:9: an alias, "*a"; write the value out; if it is text, put it in quotes',
    ],
    [
      'a tag of its own',
      'title: Wang',
      'title: !x Wang',
      '1:11: a tag, "!x"; remove it; if it is text, put it in quotes',
    ],
    [
      'a tag of YAML',
      'title: Wang',
      'title: !!str Wang',
      '1:14: a tag, "!!str"; remove it; if it is text, put it in quotes',
    ],
    [
      'a directive',
      'title: Wang',
      '%YAML 1.1\n---\ntitle: Wang',
      '1:1: a line that begins with "%"; remove it',
    ],
    [
      'a second document',
      'title: Wang',
      'a: b\n---\ntitle: Wang',
      '2:1: a second document after "---"; keep one document per file',
    ],
  ])('refuses %s', async (_, from, to, problem) => {
    expect(await problemsIn(changed(TALKS, from, to))).toEqual([`${TALKS}:${problem}`]);
  });

  it('does not unfold aliases that multiply', async () => {
    const lists = Array.from(
      { length: 30 },
      (_, n) => `k${n}: &k${n} [${`*k${n - 1},`.repeat(n === 0 ? 0 : 9)}]`,
    );
    expect(await problemsIn({ ...small, [TALKS]: `${lists.join('\n')}\n` })).toContain(
      `${TALKS}:1:9: an anchor, "&k0"; remove it; if it is text, put it in quotes`,
    );
  });
});

describe('files', () => {
  const talks: Files = { ...small, [TALKS]: undefined };
  it.each<[what: string, files: Files, problem: string]>([
    [
      'an empty file',
      { ...small, [TALKS]: '' },
      `${TALKS}:1:1: an empty file; write a record, or remove the file`,
    ],
    [
      'nothing but a comment',
      { ...small, [TALKS]: '# later\n' },
      `${TALKS}:1:1: an empty file; write a record, or remove the file`,
    ],
    [
      'Latin-1',
      { ...small, [TALKS]: Buffer.from(small[TALKS].replace('Tunxi', 'Tünxi'), 'latin1') },
      `${TALKS}:5:17: bytes that are not UTF-8; save the file as UTF-8`,
    ],
    [
      'UTF-16',
      { ...small, [TALKS]: Buffer.from(`\ufeff${small[TALKS]}`, 'utf16le') },
      `${TALKS}:1:1: bytes that are not UTF-8; save the file as UTF-8`,
    ],
    [
      'a list for a meeting',
      { ...small, [TALKS]: '- a\n' },
      `${TALKS}:1:1: a list where keys and values belong; write title, form, status, date, place, within, series, visit, topics, note, participants, participantsKnown, voices, documents, readouts, statements with their values`,
    ],
    [
      'text among topics',
      { ...small, [TOPICS]: `${small[TOPICS]}- x\n` },
      `${TOPICS}:6:3: text where keys and values belong; write id, prefLabel, altLabels, description, broader, exactMatch with their values`,
    ],
    [
      'a name that is no id',
      { ...talks, 'meetings/2022/Talks_1.yaml': small[TALKS] },
      'meetings/2022/Talks_1.yaml:1:1: the file is named "Talks_1": "Talks_1" is not an id; use lower-case letters a-z and digits, in words joined by single hyphens, for instance "talks-1"',
    ],
    [
      'the folder of another year',
      { ...talks, 'meetings/2021/2022-03-30-talks.yaml': small[TALKS] },
      'meetings/2021/2022-03-30-talks.yaml:4:7: the meeting begins in 2022 but is in the folder 2021; move the file to meetings/2022/, or correct the date',
    ],
    [
      'no folder of a year',
      { ...talks, 'meetings/2022-03-30-talks.yaml': small[TALKS] },
      'meetings/2022-03-30-talks.yaml:1:1: a meeting outside a year folder; move it to meetings/<year>/2022-03-30-talks.yaml',
    ],
    [
      'an unknown ending',
      { ...small, 'meetings/2022/x.yml': '' },
      `meetings/2022/x.yml:1:1: "x.yml" has an unknown extension; ${MEETINGS_MAY}`,
    ],
    [
      'a folder named like a file',
      { ...small, 'meetings/2022/d.yaml/x.jsonl': '' },
      'meetings/2022/d.yaml:1:1: a folder named like a file; rename it',
    ],
    [
      'topics in a folder of their own',
      { ...small, 'topics/a/b.yaml': '[]' },
      'topics/a/b.yaml:1:1: a YAML file in a subfolder; move it to topics/b.yaml',
    ],
    [
      'a misspelt folder',
      { ...small, 'meeting/x.yaml': '' },
      'meeting:1:1: "meeting" does not belong in the content folder; did you mean "meetings"?',
    ],
    [
      'a stray file',
      { ...small, 'notes.txt': '' },
      'notes.txt:1:1: "notes.txt" does not belong in the content folder; allowed here: dataset.yaml, meetings, participants, topics, series and *.md documents',
    ],
    [
      'a missing dataset',
      { ...small, 'dataset.yaml': undefined },
      'dataset.yaml:1:1: the file "dataset.yaml" is missing; create it with a title and a licence',
    ],
  ])('refuses %s', async (_, files, problem) => {
    expect(await problemsIn(files)).toEqual([problem]);
  });

  it('reads a file with a byte order mark, prose beside the records, and names that begin with a dot', async () => {
    expect(
      await problemsIn({
        ...small,
        [TALKS]: `\ufeff${small[TALKS]}`,
        'SOURCES.md': '# x',
        'meetings/.DS_Store': '',
      }),
    ).toEqual([]);
  });

  it('refuses symbolic links', async () => {
    await withContent(small, async (dir) => {
      await symlink(join(dir, 'topics'), join(dir, 'meetings', '2023'));
      const outcome = await readContent(dir);
      expect(outcome).toMatchObject({
        ok: false,
        problems: [{ line: 1, column: 1, found: 'a symbolic link' }],
      });
    });
  });

  it('names missing folders', async () => {
    await withContent(small, async (dir) => {
      const empty = join(dir, '.empty');
      await mkdir(empty);
      const outcome = await readContent(empty);
      expect(outcome.ok ? [] : outcome.problems.map(({ found }) => found)).toEqual([
        'the file "dataset.yaml" is missing',
        'the folder "meetings" is missing',
        'the folder "participants" is missing',
        'the folder "topics" is missing',
      ]);
      expect(await readContent(join(dir, 'nowhere'))).toMatchObject({
        ok: false,
        problems: [{ found: 'no such folder' }],
      });
      expect(await readContent(join(dir, PARTICIPANTS))).toMatchObject({
        ok: false,
        problems: [{ found: 'a file' }],
      });
    });
  });
});

describe('what is no part of the content', () => {
  const IGNORED = [
    '.DS_Store',
    '.2022-03-30-talks.yaml.swp',
    '.#2022-03-30-talks.yaml',
    '#2022-03-30-talks.yaml#',
    '2022-03-30-talks.yaml~',
    '2022-03-30-talks.yaml.swp',
    '2022-03-30-talks.yaml.swx',
    '2022-03-30-talks.yaml.bak',
    '2022-03-30-talks.yaml.BAK',
    '2022-03-30-talks.yaml.orig',
    '2022-03-30-talks.yaml.rej',
    '2022-03-30-talks.yaml.tmp',
    '2022-03-30-talks.yaml.tmp.1234.5678',
    '2022-03-30-talks.yaml.~1~',
    '2022-03-30-talks.yaml.1234567',
    '2022-03-30-talks.yaml___jb_tmp___',
    '2022-03-30-talks.yaml.part',
    '~$2022-03-30-talks.yaml',
    '4913',
    'Thumbs.db',
    'desktop.ini',
  ];

  it.each(IGNORED)('%s is not watched', (name) => expect(isIgnored(name)).toBe(true));

  it('is not read, in any folder', async () => {
    const files = IGNORED.flatMap((name) => [name, `meetings/2022/${name}`]);
    const half = Object.fromEntries(files.map((file) => [file, 'half a rec']));
    expect(await problemsIn({ ...small, ...half })).toEqual([]);
  });

  it.each([
    'meetings',
    '2022',
    '2022-03-30-talks.yaml',
    'hsg-visits.jsonl',
    '2022-03-30-talks.yml',
    'dataset.yaml',
    'statement-ids.txt',
    'SOURCES.md',
    '2022-03-30-swapo.yaml',
    '2022-03-30-the-tmp.yaml',
  ])('%s is both', (name) => expect(isIgnored(name)).toBe(false));
});
