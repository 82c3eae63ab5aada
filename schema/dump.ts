import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { codedError } from './errors.ts';
import { DumpsUnavailableError } from './release/dumps/dump-list-cache.ts';
import { type Dump as DumpFile, dumpFolder } from './release/dumps/format.ts';

export const Dump = builder.objectRef<DumpFile>('Dump').implement({
  description: 'A file in the download of a release.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Path in the download, such as `csv/meetings.csv`.' }),
    url: t.field({
      type: 'URL',
      description:
        'Address of the file. It contains the release id, so the file at this address never changes.',
      resolve: ({ name }, _args, { origin, session }) => {
        if (origin !== undefined) return `${origin}/${dumpFolder(session.head.release)}/${name}`;
        throw codedError(
          'BAD_REQUEST',
          'The addresses of the files begin with the host name of this endpoint, which the request does not give. Send a Host header.',
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
 * @throws GraphQLError with code DUMPS_UNAVAILABLE if their list is unavailable
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
