import { type Dataset, dataset } from '../dataset.ts';
import { participant } from '../participant.ts';
import { series } from '../series.ts';
import { topic } from '../topic.ts';
import type { ContentFile } from './folder.ts';
import { looseParticipant, looseSeries, looseTopic } from './partial-record.ts';
import type { Source } from './problem.ts';
import type { ProblemList } from './problem-list.ts';
import { valuesOf } from './read-file.ts';
import type { Complete, Records } from './record-read.ts';
import { type Validated, validateList, validateMeeting } from './validate.ts';
import { problemsOf } from './zod-issue.ts';

/** Everything that the files hold, each record checked by itself. */
export interface Reading {
  records: Records;
  /** False for a kind of which something could not be read, so that its ids are not all known. */
  complete: Complete;
  /** False when anything could not be read as YAML or JSON. */
  isReadable: boolean;
}

/** Reads and validates all records, one after the other in the order of `files`; adds what is wrong to `problems`. */
export async function readRecords(
  root: string,
  files: readonly ContentFile[],
  problems: ProblemList,
): Promise<Reading> {
  const records: Records = { participants: [], topics: [], series: [], meetings: [] };
  const complete = { participants: true, topics: true, series: true, meetings: true };
  let isReadable = true;
  const keep = <K>(list: K[], validated: Validated<K>) => {
    for (const one of validated.kept) list.push(one);
    problems.add(validated.problems);
  };
  for (const file of files)
    for await (const { source, value, problems: unreadable } of valuesOf(root, file)) {
      problems.add(unreadable);
      if (unreadable.length > 0) isReadable = false;
      if (file.room !== 'meetings' && file.format === 'yaml' && !Array.isArray(value))
        complete[file.room] = false;
      if (value !== undefined) keepIn(records, file, source, value, keep);
      // A meeting in YAML has its id from its name, even when nothing else of it can be read.
      else if (file.room === 'meetings' && file.format === 'yaml')
        keep(records.meetings, { ...validateMeeting(source, {}), problems: [] });
      else complete[file.room] = false;
    }
  return { records, complete, isReadable };
}

function keepIn(
  records: Records,
  { room }: ContentFile,
  source: Source,
  value: unknown,
  keep: <K>(list: K[], validated: Validated<K>) => void,
): void {
  if (room === 'meetings') keep(records.meetings, validateMeeting(source, value));
  else if (room === 'topics') keep(records.topics, validateList(source, value, topic, looseTopic));
  else if (room === 'series') keep(records.series, validateList(source, value, series, looseSeries));
  else keep(records.participants, validateList(source, value, participant, looseParticipant));
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
