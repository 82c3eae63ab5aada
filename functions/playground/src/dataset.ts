import { ask } from './endpoint.ts';
import { createSignal } from './signal.ts';

export interface Dataset {
  release: string;
  meetings: number;
  participants: number;
  statements: number;
  topics: number;
  from: string | null;
  to: string | null;
  licence: string;
}

/** What the endpoint serves now; null until it is known. */
export const dataset = createSignal<Dataset | null>(null);

const QUERY =
  'query Playground { dataset { release meetings participants statements topics from to licence } }';

export async function refreshDataset(): Promise<void> {
  const { answer } = await ask({ query: QUERY }, new AbortController().signal);
  const { data } = answer;
  if (typeof data !== 'object' || data === null || !('dataset' in data)) return;
  const next = data.dataset as Dataset;
  if (next.release !== dataset.get()?.release) dataset.set(next);
}
