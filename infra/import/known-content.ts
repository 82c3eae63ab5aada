import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { meetingFile, meetingLine } from '../../schema/record/meeting.ts';
import { participant } from '../../schema/record/participant.ts';
import { series } from '../../schema/record/series.ts';
import type { KnownPerson } from './identify-persons.ts';
import type { Known, KnownMeeting, ParticipantRecord } from './source.ts';
import { lineageOf, STATES } from './states.ts';

export const NOTHING_KNOWN: Known = { participants: new Map(), series: new Set(), meetings: [] };

/**
 * The hand-written records (the YAML files of a content folder) and the records of the named sources (their
 * JSON Lines).
 */
export async function knownContent(content: string, sources: readonly string[]): Promise<Known> {
  const participants = new Map<string, ParticipantRecord>();
  for (const written of await yamlIn(join(content, 'participants')))
    for (const record of z.array(participant).parse(written.data)) participants.set(record.id, record);
  const names = new Set<string>();
  for (const written of await yamlIn(join(content, 'series')))
    for (const { id } of z.array(series).parse(written.data)) names.add(id);
  const meetings: KnownMeeting[] = [];
  for (const { name, data } of await yamlIn(join(content, 'meetings')))
    meetings.push({ meeting: { id: name, ...meetingFile.parse(data) }, curated: true });
  for (const source of sources) {
    for (const line of await linesIn(join(content, 'participants', `${source}.jsonl`))) {
      const record = participant.parse(line);
      participants.set(record.id, record);
    }
    for (const line of await linesIn(join(content, 'series', `${source}.jsonl`)))
      names.add(series.parse(line).id);
    for (const line of await linesIn(join(content, 'meetings', `${source}.jsonl`)))
      meetings.push({ meeting: meetingLine.parse(line), curated: false });
  }
  return { participants, series: names, meetings };
}

/**
 * The persons in the content, each with what their meetings show: for which states, in which offices, on
 * which days.
 */
export function knownPersons({ participants, meetings }: Known): KnownPerson[] {
  const lineages = new Map(STATES.map((state) => [state.id, lineageOf(state)]));
  const byCountry = Map.groupBy(
    STATES.filter(({ kind, country }) => kind === 'STATE' && country !== undefined),
    ({ country }) => country,
  );
  const seen = Map.groupBy(
    meetings.flatMap(({ meeting: { participants: present, date } }) =>
      present.map(({ who, for: state, office }) => ({ who, state, office, day: date.start })),
    ),
    ({ who }) => who,
  );
  return [...participants.values()]
    .filter(({ kind }) => kind === 'PERSON')
    .map((record) => {
      const appearances = seen.get(record.id) ?? [];
      const states = appearances.flatMap(({ state }) =>
        state === undefined ? [] : [lineages.get(state) ?? state],
      );
      const home = byCountry.get(record.country)?.map(lineageOf) ?? [];
      return { record, lineages: new Set([...states, ...home]), seen: appearances };
    });
}

/** The YAML files in a folder and its subfolders, sorted by name; none if there is no such folder. */
async function yamlIn(folder: string): Promise<{ name: string; data: unknown }[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const files = entries.filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/^.*[\\/]/, '').replace(/\.yaml$/, ''),
      data: parse(await readFile(join(folder, file), 'utf8')) as unknown,
    })),
  );
}

/** The lines of a file as data; none if there is no such file. */
async function linesIn(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
