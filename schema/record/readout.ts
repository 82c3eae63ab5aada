import * as z from 'zod';
import { NAME_LIMIT, TITLE_LIMIT } from './limits.ts';
import { choice, day, id, language, text, url } from './value/zod-types.ts';
import { readoutKinds } from './vocabulary.ts';

/** One account of a meeting, by one side or by an independent publisher. */
export const readout = z
  .strictObject({
    id: id(
      'The name by which statements of this meeting cite the account, such as xinhua; unique within the meeting.',
    ),
    by: id(
      'Id of the state or organization whose account this is; left out for independent accounts.',
    ).exactOptional(),
    kind: choice(readoutKinds).exactOptional(),
    publisher: text(NAME_LIMIT, 'Who published the page.'),
    provenance: text(TITLE_LIMIT, 'What the publisher relays, such as an agency report.').exactOptional(),
    title: text(
      TITLE_LIMIT,
      "The page's own title; a description in square brackets if it has none.",
    ).exactOptional(),
    url: url('Address of the page.').exactOptional(),
    archivedUrl: url('Address of an archived copy of the page.').exactOptional(),
    accessed: day('Day on which the page was read.').exactOptional(),
    published: day('Day of publication; left out if the page shows none.').exactOptional(),
    language: language('Language of the page, as a BCP 47 tag.'),
    translationOf: id('Id of the readout of this meeting that this one translates.').exactOptional(),
    supersededBy: id(
      'Id of the readout of this meeting that replaced this one, such as a corrected version.',
    ).exactOptional(),
  })
  .meta({ description: "One side's, or an independent publisher's, account of the meeting." });

export type Readout = z.output<typeof readout>;
