import { join } from 'node:path';
import { participant } from '../participant.ts';
import { listContent } from '../read/folder.ts';
import { locate } from '../read/locate.ts';
import { looseParticipant } from '../read/partial-record.ts';
import { compareProblems, type LocatedProblem, type Problem } from '../read/problem.ts';
import { ProblemList } from '../read/problem-list.ts';
import { valuesOf } from '../read/read-file.ts';
import { validateList, validateMeeting } from '../read/validate.ts';
import { doubtsAbout, type Known } from './doubts.ts';

/**
 * The doubts about a content folder, ordered by file and line; `leftOut` is the number beyond the limit of a
 * run.
 */
interface Review {
  readonly doubts: LocatedProblem[];
  readonly leftOut: number;
}

/**
 * Reviews a valid content folder one record at a time, so that memory is needed only for the participants,
 * whatever the size of the content.
 */
export async function reviewContent(dir: string): Promise<Review> {
  const { files } = await listContent(dir);
  const known = new Map<string, Known>();
  for (const file of files.filter(({ room }) => room === 'participants'))
    for await (const { source, value } of valuesOf(dir, file))
      for (const { whole } of validateList(source, value, participant, looseParticipant).kept)
        if (whole) known.set(whole.id, { kind: whole.kind, country: whole.country });
  const list = new ProblemList();
  for (const file of files.filter(({ room }) => room === 'meetings'))
    for await (const { source, value } of valuesOf(dir, file))
      for (const { whole } of validateMeeting(source, value).kept)
        if (whole)
          list.add(
            doubtsAbout(whole, known).map((doubt): Problem => ({ ...source, part: 'value', ...doubt })),
          );
  const located = await locate(list.kept, dir, (file) => join(dir, file).replaceAll('\\', '/'));
  return { doubts: located.sort(compareProblems), leftOut: list.leftOut };
}
