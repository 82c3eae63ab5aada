import { createSocket } from 'node:dgram';
import dns from 'node:dns/promises';
import { afterAll, beforeAll } from 'vitest';

/** What a name leads to: another name, or addresses. */
type Leads = Readonly<Record<string, { readonly alias: string } | { readonly addresses: readonly string[] }>>;

interface NameServer {
  readonly address: string;
  close(): void;
}

/** Lets the tests of a file ask a name server of their own, to which they say what names lead to. */
export function naming(): { leads: Leads } {
  const usual = dns.getServers();
  const names: { leads: Leads } = { leads: {} };
  let server: NameServer;
  beforeAll(async () => {
    server = await startNameServer(names);
    dns.setServers([server.address]);
  });
  afterAll(() => {
    dns.setServers(usual);
    server.close();
  });
  return names;
}

const CNAME = 5;
const A = 1;
const NO_SUCH_NAME = 3;

/**
 * A DNS server on this machine (RFC 1035) that knows what it is told: aliases, IPv4 addresses, and those of
 * an alias's target.
 */
async function startNameServer(names: { readonly leads: Leads }): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    socket.send(answerTo(question, names.leads), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

function answerTo(question: Buffer, leads: Leads): Buffer {
  const { name, type, end } = questionIn(question);
  const known = leads[name];
  const records = recordsOf(name, type, leads);
  const header = Buffer.from(question.subarray(0, 12));
  header.writeUInt16BE(0x8180 | (known === undefined ? NO_SUCH_NAME : 0), 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt16BE(0, 8);
  header.writeUInt16BE(0, 10);
  return Buffer.concat([header, question.subarray(12, end), ...records]);
}

function recordsOf(name: string, type: number, leads: Leads): Buffer[] {
  const known = leads[name];
  if (known === undefined) return [];
  if ('alias' in known) {
    const own = type === CNAME || type === A ? [record(name, CNAME, labels(known.alias))] : [];
    return type === A ? [...own, ...recordsOf(known.alias, type, leads)] : own;
  }
  if (type !== A) return [];
  return known.addresses.map((address) => record(name, A, Buffer.from(address.split('.').map(Number))));
}

function record(name: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([labels(name), fixed, data]);
}

const labels = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)])),
    Buffer.of(0),
  ]);

function questionIn(question: Buffer): { name: string; type: number; end: number } {
  const parts: string[] = [];
  let at = 12;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    parts.push(question.toString('ascii', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: parts.join('.'), type: question.readUInt16BE(at + 1), end: at + 5 };
}
