import type * as z from 'zod';
import { meetingFile, meetingLine } from '../meeting.ts';
import { idOfFile } from './folder.ts';
import { looseMeeting } from './partial-record.ts';
import type { Problem, Source } from './problem.ts';
import type { Kept, KeptMeeting } from './record-read.ts';
import { problemsOf } from './zod-issue.ts';

/** The result of validating one written value: records to keep, and problems. */
export interface Validated<K> {
  kept: K[];
  problems: Problem[];
}

/**
 * Validates a meeting: the value of a YAML file, whose name is the id, or of one line of JSON, which contains
 * the id.
 */
export function validateMeeting(source: Source, value: unknown): Validated<KeptMeeting> {
  if (source.line !== undefined) {
    const result = meetingLine.safeParse(value);
    if (result.success)
      return { kept: [{ source, base: [], links: result.data, whole: result.data }], problems: [] };
    const links = looseMeeting.parse(value);
    return {
      kept: [{ source, base: [], links, whole: undefined }],
      problems: problemsOf(result.error, meetingLine, value, source, []),
    };
  }
  const id = idOfFile(source.file);
  const result = meetingFile.safeParse(value);
  if (result.success) {
    const whole = { id, ...result.data };
    return { kept: [{ source, base: [], links: whole, whole }], problems: [] };
  }
  const links = { ...looseMeeting.parse(value), id };
  return {
    kept: [{ source, base: [], links, whole: undefined }],
    problems: problemsOf(result.error, meetingFile, value, source, []),
  };
}

/** Validates participants or topics: the list in a YAML file, or the single record in a line. */
export function validateList<Whole extends Links, Links>(
  source: Source,
  value: unknown,
  schema: z.ZodType<Whole>,
  loose: z.ZodType<Links>,
): Validated<Kept<Whole, Links>> {
  if (source.line !== undefined) return validateOne(source, [], value, schema, loose);
  if (!Array.isArray(value)) {
    const right = 'begin each record with "- id: "';
    return {
      kept: [],
      problems: [
        { ...source, path: [], part: 'value', found: 'something other than a list of records', right },
      ],
    };
  }
  const entries = value.map((entry: unknown, index) => validateOne(source, [index], entry, schema, loose));
  return { kept: entries.flatMap(({ kept }) => kept), problems: entries.flatMap(({ problems }) => problems) };
}

function validateOne<Whole extends Links, Links>(
  source: Source,
  base: readonly number[],
  value: unknown,
  schema: z.ZodType<Whole>,
  loose: z.ZodType<Links>,
): Validated<Kept<Whole, Links>> {
  const result = schema.safeParse(value);
  if (result.success)
    return { kept: [{ source, base, links: result.data, whole: result.data }], problems: [] };
  const kept = [{ source, base, links: loose.parse(value), whole: undefined }];
  return { kept, problems: problemsOf(result.error, schema, value, source, base) };
}
