import { placeOf } from '../read/place-of.ts';
import type { Problem } from '../read/problem.ts';
import type { KeptMeeting } from '../read/record-read.ts';
import { suggest } from '../value/nearest.ts';
import { quoted } from '../value/printable.ts';
import { cyclesOf } from './find-cycles.ts';
import type { Names } from './known-ids.ts';
import { speakersOf } from './speakers.ts';

/**
 * Checks the consistency of one meeting: who was there, who speaks, its readouts and documents, and the year
 * of its folder.
 */
export function checkMeeting(kept: KeptMeeting, names: Names): Problem[] {
  return [
    ...checkYear(kept),
    ...checkPresent(kept),
    ...checkIdsWithin(kept, 'readouts', 'readout'),
    ...checkIdsWithin(kept, 'documents', 'document'),
    ...checkIdsWithin(kept, 'statements', 'statement'),
    ...checkVersions(kept),
    ...checkDocuments(kept),
    ...checkSpeakers(kept, names),
  ];
}

function checkYear(kept: KeptMeeting): Problem[] {
  // Only YAML files are in year folders.
  if (kept.source.line !== undefined) return [];
  const folder = /^meetings\/(\d{4})\/[^/]+\.yaml$/.exec(kept.source.file)?.[1];
  const year = kept.links.date.start?.slice(0, 4);
  if (folder === undefined || year === undefined || folder === year) return [];
  const right = `move the file to meetings/${year}/, or correct the date`;
  return [
    {
      ...placeOf(kept, 'date'),
      found: `the meeting begins in ${year} but is in the folder ${folder}`,
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
          found: `${quoted(who)} acts on its own behalf`,
          right: 'leave "for" out',
        });
    });
  return problems;
}

function sayTwice(who: string, before: string, key: string): Pick<Problem, 'found' | 'right'> {
  if (before === key)
    return { found: `${quoted(who)} is listed twice among the ${key}`, right: 'remove one of them' };
  return {
    found: `${quoted(who)} is both a voice and a participant`,
    right: 'a voice is someone who was not there, so remove one of the two',
  };
}

/** Duplicate ids among the readouts, documents or statements of one meeting. */
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

/** References from one readout of a meeting to another, which must not form a cycle. */
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
        found: `a cycle in "${key}": ${[...cycle, cycle[0]].join(' → ')}`,
        right: 'remove one of these references',
      };
    });
    return [...unknown, ...circles];
  });
}

/** Statements that refer to a document that their meeting does not have. */
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
      // An unknown id is reported as such; reporting that it was not present either would be noise.
      if (id === undefined || speakers.has(id) || !names.has(id)) return [];
      const found = `${quoted(id)} is neither a participant nor a voice of this meeting`;
      const right = suggest(
        id,
        speakers,
        'add them to participants or voices, or name someone who is listed there',
      );
      return [{ ...placeOf(kept, 'statements', index, 'by', at), found, right }];
    }),
  );
}
