import { type Dataset, dataset } from '../dataset.ts';
import { participant } from '../participant.ts';
import { series } from '../series.ts';
import { topic } from '../topic.ts';
import type { Finding, Source, Spot } from './finding.ts';
import type { ContentFile } from './folder.ts';
import { looseParticipant, looseSeries, looseTopic } from './partial-record.ts';
import { valuesOf } from './read-file.ts';
import type { Complete, Records } from './record-read.ts';
import { type Validated, validateList, validateMeeting } from './validate.ts';
import { findingsOf } from './zod-issue.ts';

/** Everything that the files hold, each record checked by itself. */
export interface Reading {
  records: Records;
  findings: Finding[];
  spots: Spot[];
  /** False for a kind of which something could not be read, so that its ids are not all known. */
  complete: Complete;
}

/** Reads and validates all records, one after the other in the order of `files`. */
export async function readRecords(root: string, files: readonly ContentFile[]): Promise<Reading> {
  const records: Records = { participants: [], topics: [], series: [], meetings: [] };
  const findings: Finding[] = [];
  const spots: Spot[] = [];
  const complete = { participants: true, topics: true, series: true, meetings: true };
  const keep = <K>(list: K[], { kept, findings: more }: Validated<K>) => {
    for (const one of kept) list.push(one);
    for (const one of more) findings.push(one);
  };
  for (const file of files)
    for await (const { source, value, spots: more } of valuesOf(root, file)) {
      for (const spot of more) spots.push(spot);
      if (file.room !== 'meetings' && file.format === 'yaml' && !Array.isArray(value))
        complete[file.room] = false;
      if (value !== undefined) keepIn(records, file, source, value, keep);
      // A meeting in YAML has its id from its name, even when nothing else of it can be read.
      else if (file.room === 'meetings' && file.format === 'yaml')
        keep(records.meetings, { ...validateMeeting(source, {}), findings: [] });
      else complete[file.room] = false;
    }
  return { records, findings, spots, complete };
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
export async function readDataset(
  root: string,
): Promise<{ dataset?: Dataset; findings: Finding[]; spots: Spot[] }> {
  const all: Spot[] = [];
  for await (const { source, value, spots } of valuesOf(root, { file: 'dataset.yaml', format: 'yaml' })) {
    all.push(...spots);
    if (value === undefined) continue;
    const result = dataset.safeParse(value);
    if (result.success) return { dataset: result.data, findings: [], spots };
    return { findings: findingsOf(result.error, dataset, value, source, []), spots };
  }
  return { findings: [], spots: all };
}
