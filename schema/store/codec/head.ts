import { type Attributes, number, type Stored, text, textOrNull, texts, unlessEmpty } from '../attributes.ts';
import { packIndexFile, packYear, unpackIndexFile, unpackYear } from '../references.ts';
import type { Counter, Head } from '../rows.ts';

// Packs a release and its counters into rows, and back. A missing value is a missing attribute.

export function packHead(head: Head): Attributes {
  return {
    release: head.release,
    title: head.title,
    licence: head.licence,
    meetings: head.meetings,
    participants: head.participants,
    statements: head.statements,
    topics: head.topics,
    from: head.from ?? undefined,
    to: head.to ?? undefined,
    meetingYears: unlessEmpty(head.meetingYears.map(packYear)),
    statementYears: unlessEmpty(head.statementYears.map(packYear)),
    index: head.index && packIndexFile(head.index),
  };
}
export function unpackHead(row: Stored): Head {
  const index = textOrNull(row, 'index');
  return {
    release: text(row, 'release'),
    title: text(row, 'title'),
    licence: text(row, 'licence'),
    meetings: number(row, 'meetings'),
    participants: number(row, 'participants'),
    statements: number(row, 'statements'),
    topics: number(row, 'topics'),
    from: textOrNull(row, 'from'),
    to: textOrNull(row, 'to'),
    meetingYears: texts(row, 'meetingYears').map(unpackYear),
    statementYears: texts(row, 'statementYears').map(unpackYear),
    ...(index === null ? {} : { index: unpackIndexFile(index) }),
  };
}

export const packCounter = ({ n }: Counter): Attributes => ({ n });
export const unpackCounter = (row: Stored): Counter => ({ n: number(row, 'n') });
