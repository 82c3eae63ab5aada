import { type Dataset, dataset } from '../dataset.ts';
import { participant } from '../participant.ts';
import { series } from '../series.ts';
import { topic } from '../topic.ts';
import type { ContentFile } from './folder.ts';
import { looseParticipant, looseSeries, looseTopic } from './partial-record.ts';
import type { Problem, Source } from './problem.ts';
import type { ProblemList } from './problem-list.ts';
import { valuesOf } from './read-file.ts';
import type { Complete, KeptMeeting, Lists } from './record-read.ts';
import { type Validated, validateList, validateMeeting } from './validate.ts';
import { problemsOf } from './zod-issue.ts';

/** What came of reading files. */
export interface Reading {
  /** False for a kind of which something could not be read, so that its ids are not all known. */
  complete: Complete;
  /** False when anything could not be read as YAML or JSON. */
  isReadable: boolean;
}

/** Reads and validates all records but meetings; adds what is wrong to `problems`. */
export async function readLists(
  root: string,
  files: readonly ContentFile[],
  problems: ProblemList,
): Promise<Reading & { lists: Lists }> {
  const lists: Lists = { participants: [], topics: [], series: [] };
  const reading = await readFiles(
    root,
    files.filter(({ room }) => room !== 'meetings'),
    problems,
    ({ room }, source, value) => {
      if (room === 'topics') return keep(lists.topics, validateList(source, value, topic, looseTopic));
      if (room === 'series') return keep(lists.series, validateList(source, value, series, looseSeries));
      return keep(lists.participants, validateList(source, value, participant, looseParticipant));
    },
  );
  return { ...reading, lists };
}

/** Reads and validates the meetings one after the other, in the order of `files`, and hands each to `use`; none is kept here. */
export function readMeetings(
  root: string,
  files: readonly ContentFile[],
  problems: ProblemList,
  use: (meeting: KeptMeeting) => void,
): Promise<Reading> {
  const meetings = files.filter(({ room }) => room === 'meetings');
  return readFiles(root, meetings, problems, (_, source, value) => {
    const validated = validateMeeting(source, value);
    validated.kept.forEach(use);
    return validated.problems;
  });
}

function keep<K>(list: K[], validated: Validated<K>): Problem[] {
  for (const one of validated.kept) list.push(one);
  return validated.problems;
}

async function readFiles(
  root: string,
  files: readonly ContentFile[],
  problems: ProblemList,
  validate: (file: ContentFile, source: Source, value: unknown) => Problem[],
): Promise<Reading> {
  const complete = { participants: true, topics: true, series: true, meetings: true };
  let isReadable = true;
  for (const file of files)
    for await (const { source, value, problems: unreadable } of valuesOf(root, file)) {
      problems.add(unreadable);
      if (unreadable.length > 0) isReadable = false;
      const isMeeting = file.room === 'meetings';
      if (!isMeeting && file.format === 'yaml' && !Array.isArray(value)) complete[file.room] = false;
      if (value !== undefined) problems.add(validate(file, source, value));
      // A meeting in YAML has its id from its name, even when nothing else of it can be read.
      else if (isMeeting && file.format === 'yaml') validate(file, source, {});
      else complete[file.room] = false;
    }
  return { complete, isReadable };
}

/** Reads `dataset.yaml`; the dataset is absent when something is wrong with it. */
export async function readDataset(root: string, problems: ProblemList): Promise<Dataset | undefined> {
  for await (const written of valuesOf(root, { file: 'dataset.yaml', format: 'yaml' })) {
    problems.add(written.problems);
    if (written.value === undefined) continue;
    const result = dataset.safeParse(written.value);
    if (result.success) return result.data;
    problems.add(problemsOf(result.error, dataset, written.value, written.source, []));
  }
  return undefined;
}
