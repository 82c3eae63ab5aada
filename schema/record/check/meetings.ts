import { placeOf } from '../read/place-of.ts';
import type { Problem } from '../read/problem.ts';
import type { KeptMeeting, Records } from '../read/record-read.ts';
import { suggest } from '../value/nearest.ts';
import { quoted } from '../value/printable.ts';
import { cyclesOf } from './find-cycles.ts';
import type { Names } from './known-ids.ts';
import { speakersOf } from './speakers.ts';

/** What must fit together within each meeting: who was there, who speaks, which readouts are cited, and the year of its folder. */
export function* checkMeetings({ meetings }: Records, names: Names): Iterable<Problem> {
  let owners: Map<string, string> | undefined;
  const ownerOf = (readout: string) => {
    owners ??= ownersOfReadouts(meetings);
    return owners.get(readout);
  };
  for (const kept of meetings) {
    yield* checkYear(kept);
    yield* checkPresent(kept);
    yield* checkIdsWithin(kept, 'readouts', 'readout');
    yield* checkIdsWithin(kept, 'documents', 'document');
    yield* checkIdsWithin(kept, 'statements', 'statement');
    yield* checkVersions(kept);
    yield* checkDocuments(kept);
    yield* checkSpeakers(kept, names);
    yield* checkCitations(kept, ownerOf);
  }
}

function checkYear(kept: KeptMeeting): Problem[] {
  // Only YAML lies in the folder of a year.
  if (kept.source.line !== undefined) return [];
  const folder = /^meetings\/(\d{4})\/[^/]+\.yaml$/.exec(kept.source.file)?.[1];
  const year = kept.links.date.start?.slice(0, 4);
  if (folder === undefined || year === undefined || folder === year) return [];
  const right = `move the file to meetings/${year}/, or correct the date`;
  return [
    {
      ...placeOf(kept, 'date'),
      found: `the meeting begins in ${year} but lies in the folder ${folder}`,
      right,
    },
  ];
}

function checkPresent(kept: KeptMeeting): Problem[] {
  const { participants, voices } = kept.links;
  const seen = new Map<string, 'participants' | 'voices'>();
  const problems: Problem[] = [];
  for (const [key, list] of [
    ['participants', participants],
    ['voices', voices],
  ] as const)
    list.forEach(({ who, for: onBehalfOf }, index) => {
      if (who === undefined) return;
      const before = seen.get(who);
      if (before !== undefined)
        problems.push({ ...placeOf(kept, key, index, 'who'), ...sayTwice(who, before, key) });
      else seen.set(who, key);
      if (onBehalfOf === who)
        problems.push({
          ...placeOf(kept, key, index, 'for'),
          found: `${quoted(who)} stands for itself`,
          right: 'leave "for" out',
        });
    });
  return problems;
}

function sayTwice(who: string, before: string, key: string): Pick<Problem, 'found' | 'right'> {
  if (before === key)
    return { found: `${quoted(who)} is listed twice among the ${key}`, right: 'remove one of them' };
  return {
    found: `${quoted(who)} is a voice and a participant`,
    right: 'a voice is somebody who was not there: keep one of the two',
  };
}

/** Ids that two readouts, documents or statements of one meeting share. */
function checkIdsWithin(
  kept: KeptMeeting,
  key: 'readouts' | 'documents' | 'statements',
  kind: string,
): Problem[] {
  const first = new Map<string, number>();
  return kept.links[key].flatMap(({ id }, index): Problem[] => {
    const before = id === undefined ? undefined : first.get(id);
    if (id !== undefined && before === undefined) first.set(id, index);
    if (before === undefined) return [];
    return [
      {
        ...placeOf(kept, key, index, 'id'),
        found: `duplicate ${kind} id ${quoted(id ?? '')}`,
        right: 'give one of them another id',
        first: placeOf(kept, key, before, 'id'),
      },
    ];
  });
}

/** References from one readout of a meeting to another, which must not lead back to where they began. */
function checkVersions(kept: KeptMeeting): Problem[] {
  const { readouts } = kept.links;
  const own = new Set(readouts.flatMap(({ id }) => id ?? []));
  const isComplete = readouts.every(({ id }) => id !== undefined);
  return (['translationOf', 'supersededBy'] as const).flatMap((key) => {
    const unknown = readouts.flatMap((readout, index): Problem[] => {
      const id = readout[key];
      if (id === undefined || own.has(id) || !isComplete) return [];
      const right = suggest(id, own, `this meeting has ${[...own].join(', ')}`);
      return [{ ...placeOf(kept, 'readouts', index, key), found: `unknown readout ${quoted(id)}`, right }];
    });
    const nextOf = new Map(
      readouts.flatMap((readout): [string, string[]][] => {
        const next = readout[key];
        return readout.id === undefined || next === undefined ? [] : [[readout.id, [next]]];
      }),
    );
    const circles = cyclesOf(nextOf).map((cycle): Problem => {
      const at = readouts.findIndex(({ id }) => id === cycle[0]);
      return {
        ...placeOf(kept, 'readouts', at, key),
        found: `a circle of "${key}": ${[...cycle, cycle[0]].join(' → ')}`,
        right: 'break it at one place',
      };
    });
    return [...unknown, ...circles];
  });
}

/** Statements that name a document which their meeting does not have. */
function checkDocuments(kept: KeptMeeting): Problem[] {
  const { documents, statements } = kept.links;
  const own = new Set(documents.flatMap(({ id }) => id ?? []));
  return statements.flatMap(({ document }, index): Problem[] => {
    if (document === undefined || own.has(document)) return [];
    const here =
      own.size === 0
        ? 'add a document with this id to the meeting'
        : `the documents of this meeting are ${[...own].join(', ')}`;
    return [
      {
        ...placeOf(kept, 'statements', index, 'document'),
        found: `unknown document ${quoted(document)}`,
        right: suggest(document, own, here),
      },
    ];
  });
}

function checkSpeakers(kept: KeptMeeting, names: Names): Problem[] {
  if (kept.links.statements.length === 0) return [];
  const speakers = speakersOf(kept, names);
  if (!speakers) return [];
  return kept.links.statements.flatMap(({ by }, index) =>
    by.flatMap((id, at): Problem[] => {
      // An unknown id is told as such; that it was not there either would only be noise.
      if (id === undefined || speakers.has(id) || !names.has(id)) return [];
      const found = `${quoted(id)} is neither a participant nor a voice of this meeting`;
      const right = suggest(id, speakers, 'add them to participants or voices, or name somebody who is');
      return [{ ...placeOf(kept, 'statements', index, 'by', at), found, right }];
    }),
  );
}

function checkCitations(kept: KeptMeeting, ownerOf: (readout: string) => string | undefined): Problem[] {
  const { readouts, statements } = kept.links;
  const own = new Set<string>();
  // Where a readout does not say its id, no citation can be called wrong.
  for (const { id } of readouts)
    if (id === undefined) return [];
    else own.add(id);
  return statements.flatMap(({ cite: { readout } }, index): Problem[] => {
    if (readout === undefined || own.has(readout)) return [];
    const place = placeOf(kept, 'statements', index, 'cite', 'readout');
    const here = own.size === 0 ? 'add a readout to this meeting' : `this meeting has ${[...own].join(', ')}`;
    const owner = ownerOf(readout);
    if (owner === undefined)
      return [{ ...place, found: `unknown readout ${quoted(readout)}`, right: suggest(readout, own, here) }];
    return [{ ...place, found: `readout ${quoted(readout)} belongs to the meeting "${owner}"`, right: here }];
  });
}

/** For each readout id the first meeting that has it. */
function ownersOfReadouts(meetings: readonly KeptMeeting[]): Map<string, string> {
  const owners = new Map<string, string>();
  const sorted = meetings.flatMap(({ links }) =>
    links.id === undefined ? [] : [{ id: links.id, readouts: links.readouts }],
  );
  sorted.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, readouts } of sorted)
    for (const readout of readouts)
      if (readout.id !== undefined && !owners.has(readout.id)) owners.set(readout.id, id);
  return owners;
}
