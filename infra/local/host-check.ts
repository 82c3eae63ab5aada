import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type Handler, type HttpResponse, json } from '../../functions/graphql/http.ts';
import type { ErrorCode } from '../../schema/errors.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Addresses that mean all addresses of the machine. */
const ALL = new Set(['0.0.0.0', '::']);

/**
 * Answers only requests whose host is this server. A web page can make its own host name resolve to this
 * machine and then read from every server that does not check the name (DNS rebinding).
 *
 * @param host the address that the server listens on
 * @param allowed further names
 */
export function checkHost(handler: Handler, host: string, allowed: readonly string[] = []): Handler {
  const interfaces = ALL.has(host) ? Object.values(networkInterfaces()).flatMap((each) => each ?? []) : [];
  const own = new Set(
    [...LOOPBACK, host, ...interfaces.map(({ address }) => address), ...allowed.map(named)].map(canonical),
  );
  return async (request) => {
    const name = request.headers.host;
    // HTTP/1.0 has no Host header, and no browser uses it.
    if (name === undefined || own.has(canonical(withoutPort(name)))) return handler(request);
    return refusal(name.slice(0, 100));
  };
}

/** Sent without CORS headers, so that the requesting page cannot even read this. */
function refusal(name: string): HttpResponse {
  const message = `This server does not answer requests for the host "${name}". If that name is yours, start the server with --allow-host ${withoutPort(name) || '<name>'}.`;
  const code = 'WRONG_HOST' satisfies ErrorCode;
  return json(421, { errors: [{ message, extensions: { code } }] }, { 'cache-control': 'no-store' });
}

const withoutPort = (host: string): string => host.trim().replace(/:\d*$/, '');

/** A name as a user may give it, possibly with a port. */
const named = (name: string): string => (isIP(name) ? name : withoutPort(name));

/** Letter case, a final dot, and the brackets and spelling of an IPv6 address make no difference. */
function canonical(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  return isIP(bare) === 6 && !bare.includes('%') ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare;
}
