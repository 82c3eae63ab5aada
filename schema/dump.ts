import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { codedError } from './errors.ts';
import { type Dump as DumpFile, dumpFolder } from './release/dumps/format.ts';
import { DumpsUnavailableError } from './release/dumps/held.ts';

export const Dump = builder.objectRef<DumpFile>('Dump').implement({
  description: 'A file of the download of a release.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Path in the download, such as `csv/meetings.csv`.' }),
    url: t.field({
      type: 'URL',
      description: 'Address of the file. It bears the release: what is there never changes.',
      resolve: ({ name }, _args, { origin, session }) => {
        if (origin !== undefined) return `${origin}/${dumpFolder(session.head.release)}/${name}`;
        throw codedError(
          'BAD_REQUEST',
          'The request does not say by which name it reached this endpoint, which addresses begin with. Send a Host header.',
        );
      },
    }),
    mediaType: t.exposeString('mediaType', { description: 'Media type of the file.' }),
    bytes: t.exposeInt('bytes', { description: 'Size of the file, uncompressed.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the file, hexadecimal.' }),
  }),
});

/**
 * The files of the download of the release that a request reads.
 *
 * @throws GraphQLError with code DUMPS_UNAVAILABLE when their list cannot be had now
 */
export async function dumpsOf({ dumps }: Context): Promise<readonly DumpFile[]> {
  try {
    return await dumps();
  } catch (cause) {
    if (!(cause instanceof DumpsUnavailableError)) throw cause;
    throw codedError(
      'DUMPS_UNAVAILABLE',
      'The list of downloads is unavailable at the moment. Try again shortly.',
      {},
      cause,
    );
  }
}
