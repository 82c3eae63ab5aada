import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { participant } from '../../schema/record/participant.ts';
import type { ParticipantRecord } from './source.ts';

/** The participants that people wrote: those in YAML. What an earlier import wrote, as JSON Lines, is not among them. */
export async function knownParticipants(content: string): Promise<Map<string, ParticipantRecord>> {
  const folder = join(content, 'participants');
  const known = new Map<string, ParticipantRecord>();
  for (const name of (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()) {
    const written: unknown = parse(await readFile(join(folder, name), 'utf8'));
    for (const record of z.array(participant).parse(written)) known.set(record.id, record);
  }
  return known;
}
