import type { Handler } from '../../functions/graphql/http.ts';
import { type LocalServer, serve } from './server.ts';
import { StartError, systemCode } from './start-error.ts';

/**
 * Serves the handler at the requested address.
 *
 * @throws StartError with the remedy if that is not possible
 */
export async function listen(handler: Handler, host: string, port: number): Promise<LocalServer> {
  try {
    return await serve(handler, host, port);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${port} is in use by another program. Stop that program, or choose another port: npm start -- --port ${other(port)}`,
      );
    }
    if (code === 'EACCES') {
      throw new StartError(
        `Port ${port} requires administrator rights. Choose a port above 1023: npm start -- --port 4000`,
      );
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(
        `This machine has no address "${host}". Leave out --host to serve this machine only.`,
      );
    }
    throw error;
  }
}

const other = (port: number) => (port < 65_535 ? port + 1 : port - 1);
