import { buildPlayground, isPlaygroundStale } from '../../functions/playground/build.ts';

/** Builds the playground before the tests, or the first servers that they start would build it at once. */
export default async function setup(): Promise<void> {
  if (await isPlaygroundStale()) await buildPlayground();
}
