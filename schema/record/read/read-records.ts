import { type Dataset, dataset } from '../dataset.ts';
import { participant } from '../participant.ts';
import { series } from '../series.ts';
import { topic } from '../topic.ts';
import type { ContentFile } from './folder.ts';
import { looseParticipant, looseSeries, looseTopic } from './partial-record.ts';
import type { Source } from './problem.ts';
import type { ProblemList } from './problem-list.ts';
import { valuesOf } from './read-file.ts';
import type { ContentMemory, RecordMemory } from './record-memory.ts';
import type { Complete, Kept, KeptMeeting, Lists } from './record-read.ts';
import { type Validated, validateList, validateMeeting } from './validate.ts';
import { problemsOf } from './zod-issue.ts';

/** The result of reading files. */
interface Reading {
  /** False for a kind of record if one could not be read, so that not all its ids are known. */
  complete: Complete;
  /** False if anything could not be read as YAML or JSON. */
  isReadable: boolean;
}

/** How the records of one kind are read. */
interface Reader<Whole extends Links, Links> {
  validate(source: Source, value: unknown): Validated<Kept<Whole, Links>>;
  use(kept: Kept<Whole, Links>): void;
  readonly memory: RecordMemory<Whole> | undefined;
}

/** Reads and validates all records except meetings; adds what is wrong to `problems`. */
export async function readLists(
  root: string,
  files: readonly ContentFile[],
  problems: ProblemList,
  memory?: ContentMemory,
): Promise<Reading & { lists: Lists }> {
  const lists: Lists = { participants: [], topics: [], series: [] };
  const reading = newReading();
  for (const file of files) {
    if (file.room === 'participants')
      await readFile(root, file, problems, reading, {
        validate: (source, value) => validateList(source, value, participant, looseParticipant),
        use: (kept) => lists.participants.push(kept),
        memory: memory?.participants,
      });
    else if (file.room === 'topics')
      await readFile(root, file, problems, reading, {
        validate: (source, value) => validateList(source, value, topic, looseTopic),
        use: (kept) => lists.topics.push(kept),
        memory: memory?.topics,
      });
    else if (file.room === 'series')
      await readFile(root, file, problems, reading, {
        validate: (source, value) => validateList(source, value, series, looseSeries),
        use: (kept) => lists.series.push(kept),
        memory: memory?.series,
      });
  }
  return { ...reading, lists };
}

/**
 * Reads and validates the meetings one by one, in the order of `files`, and passes each to `use`; none is
 * kept here.
 */
export async function readMeetings(
  root: string,
  files: readonly ContentFile[],
  problems: ProblemList,
  use: (meeting: KeptMeeting) => void,
  memory?: ContentMemory,
): Promise<Reading> {
  const reading = newReading();
  for (const file of files)
    if (file.room === 'meetings')
      await readFile(root, file, problems, reading, {
        validate: validateMeeting,
        use,
        memory: memory?.meetings,
      });
  return reading;
}

const newReading = (): Reading => ({
  complete: { participants: true, topics: true, series: true, meetings: true },
  isReadable: true,
});

async function readFile<Whole extends Links, Links>(
  root: string,
  file: ContentFile,
  problems: ProblemList,
  reading: Reading,
  { validate, use, memory }: Reader<Whole, Links>,
): Promise<void> {
  const isMeeting = file.room === 'meetings';
  const isList = file.format === 'yaml' && !isMeeting;
  for await (const { source, value, problems: unreadable, key, known } of valuesOf(root, file, memory)) {
    if (known) {
      known.forEach((whole, index) => {
        use({ source, base: isList ? [index] : [], links: whole, whole });
      });
      continue;
    }
    problems.add(unreadable);
    if (unreadable.length > 0) reading.isReadable = false;
    if (isList && !Array.isArray(value)) reading.complete[file.room] = false;
    // A YAML meeting gets its id from its file name, even if nothing else of it can be read.
    if (value === undefined && !(isMeeting && file.format === 'yaml')) {
      reading.complete[file.room] = false;
      continue;
    }
    const validated = validate(source, value ?? {});
    validated.kept.forEach(use);
    if (value === undefined) continue;
    problems.add(validated.problems);
    if (key !== undefined && unreadable.length + validated.problems.length === 0)
      memory?.remember(
        key,
        validated.kept.flatMap(({ whole }) => whole ?? []),
      );
  }
}

/** Reads `dataset.yaml`; the dataset is absent if something is wrong with it. */
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
