import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixed, formatTable, median, percentile, whole } from '../table.ts';
import { bundlePeers, type Peer } from './bundles.ts';
import { operationsFor } from './operations.ts';
import { certificate, host, rotated, SLUG, startBackend, variables } from './surroundings.ts';

/** Cold starts of each peer, one after the other in turns; warm runs of each likewise. */
const COLD_TURNS = 30;
const WARM_TURNS = 3;
const WARM = { warmUp: 1_500, requests: 400 };
const DISTINCT = 10_000;
/**
 * Requests until V8's young generation has the size that it keeps: what it grows to before is no fault of the
 * queries.
 */
const SETTLED = 5_000;

/**
 * Bytes that a process has grown by: all that the system gave it, and what of it is still held after a full
 * collection.
 */
interface Growth {
  readonly rss: number;
  readonly held: number;
}

/** What one run of one operation took: microseconds of CPU a request, milliseconds of latency. */
interface Load {
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}
interface Warm {
  readonly one: Load;
  readonly sixteen: Load;
}
type WarmRun = Record<string, Warm> & { memory?: Growth };

export interface PeerCost {
  readonly name: string;
  /** Milliseconds from the start of the process to the first answer, in the order of the turns. */
  readonly cold: readonly number[];
  /** By operation; with the stub, and with the embedded store. Medians of the turns. */
  readonly stub: Readonly<Record<string, Warm>>;
  readonly store: Readonly<Record<string, Warm>>;
  /** After DISTINCT different queries. */
  readonly growth: Growth | undefined;
}

/** Measures all peers in one run, turn by turn, on one CPU; what they read from runs on another. */
export async function measurePeers(say: (line: string) => void): Promise<PeerCost[]> {
  const dir = await mkdtemp(join(tmpdir(), 'communique-peers-'));
  let backend: ChildProcess | undefined;
  try {
    say('Bundling …');
    const peers = await bundlePeers(dir);
    const tls = await certificate(dir);
    const started = await startBackend(dir, tls);
    backend = started.process;
    const operations = operationsFor(SLUG);
    const base = { ...variables(), NODE_EXTRA_CA_CERTS: tls.cert };
    const overStub = { ...base, AWS_ENDPOINT_URL_DYNAMODB: started.stub };
    const overStore = { ...base, AWS_ENDPOINT_URL_DYNAMODB: started.store };
    const answering = peers.filter(({ isWarm }) => isWarm);

    const cold = new Map(peers.map((peer) => [peer, [] as number[]]));
    const { meeting } = operations;
    const first = JSON.stringify(meeting);
    const other = JSON.stringify({ ...meeting, query: `${meeting.query}\n` });
    // One turn to fill the stub and the system's file cache, which is not counted.
    for (let turn = -1; turn < COLD_TURNS; turn += 1) {
      if (turn % 10 === 0) say(`Cold starts, turn ${turn} of ${COLD_TURNS} …`);
      for (const peer of rotated(peers, turn)) {
        const answer = await host('cold.cjs', [peer.file, peer.isAskedElse ? other : first], overStub);
        const { ms } = JSON.parse(answer) as { ms: number };
        if (turn >= 0) cold.get(peer)?.push(ms);
      }
    }
    const stub = await warmRuns(dir, answering, operations, overStub, say);
    const store = await warmRuns(dir, answering, operations, overStore, say);
    const growth = new Map<Peer, Growth | undefined>();
    for (const peer of answering) {
      say(`Memory after ${whole(DISTINCT)} different queries: ${peer.name} …`);
      const plan = await planFile(dir, {
        operations: { meeting },
        warmUp: SETTLED,
        requests: 1,
        distinct: DISTINCT,
      });
      growth.set(peer, (JSON.parse(await host('warm.cjs', [peer.file, plan], overStub)) as WarmRun).memory);
    }
    return peers.map((peer) => ({
      name: peer.name,
      cold: cold.get(peer) ?? [],
      stub: stub.get(peer) ?? {},
      store: store.get(peer) ?? {},
      growth: growth.get(peer),
    }));
  } finally {
    backend?.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

async function warmRuns(
  dir: string,
  peers: readonly Peer[],
  operations: ReturnType<typeof operationsFor>,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<Map<Peer, Record<string, Warm>>> {
  const plan = await planFile(dir, { operations, ...WARM, distinct: 0 });
  const runs = new Map(peers.map((peer) => [peer, [] as WarmRun[]]));
  for (let turn = 0; turn < WARM_TURNS; turn += 1) {
    say(`Warm requests to ${environment.AWS_ENDPOINT_URL_DYNAMODB}, turn ${turn + 1} of ${WARM_TURNS} …`);
    for (const peer of rotated(peers, turn))
      runs.get(peer)?.push(JSON.parse(await host('warm.cjs', [peer.file, plan], environment)) as WarmRun);
  }
  return new Map(
    [...runs].map(([peer, all]) => [
      peer,
      Object.fromEntries(
        Object.keys(operations).map((name) => [name, middle(all.flatMap((each) => each[name] ?? []))]),
      ),
    ]),
  );
}

function middle(runs: readonly Warm[]): Warm {
  const load = (of: (run: Warm) => Load): Load => ({
    cpu: median(runs.map((run) => of(run).cpu)),
    p50: median(runs.map((run) => of(run).p50)),
    p99: median(runs.map((run) => of(run).p99)),
  });
  return { one: load(({ one }) => one), sixteen: load(({ sixteen }) => sixteen) };
}

async function planFile(dir: string, plan: unknown): Promise<string> {
  const file = join(dir, 'plan.json');
  await writeFile(file, JSON.stringify(plan));
  return file;
}

/** The tables that the README shows. */
export function describePeers(costs: readonly PeerCost[]): string {
  return [coldTable(costs), warmTable(costs, 'stub'), warmTable(costs, 'store'), growthTable(costs)].join(
    '\n\n',
  );
}

function coldTable(costs: readonly PeerCost[]): string {
  const empty = median(costs.at(-1)?.cold ?? []);
  const own = median(costs[0]?.cold ?? []) - empty;
  return formatTable(
    [
      'Cold start to first answer',
      'median ms',
      'p90 ms',
      'over the empty handler, ms',
      'this project of that',
    ],
    costs.map(({ name, cold }) => {
      const excess = median(cold) - empty;
      return [
        name,
        fixed(median(cold)),
        fixed(percentile(cold, 0.9)),
        fixed(excess),
        excess > 0 ? fixed(own / excess, 2) : '',
      ];
    }),
  );
}

function warmTable(costs: readonly PeerCost[], from: 'stub' | 'store'): string {
  const title = from === 'stub' ? 'Warm, from a stub without latency' : 'Warm, from the embedded store';
  const rows = costs.flatMap((cost) =>
    Object.entries(cost[from]).map(([operation, { one, sixteen }]) => {
      const own = costs[0]?.[from][operation]?.one.cpu ?? Number.NaN;
      return [
        `${operation}: ${cost.name}`,
        whole(one.cpu),
        fixed(own / one.cpu, 2),
        ...[one.p50, one.p99, sixteen.p50, sixteen.p99].map((ms) => fixed(ms, 2)),
      ];
    }),
  );
  rows.sort(([a = ''], [b = '']) => (a.split(':')[0] ?? '').localeCompare(b.split(':')[0] ?? ''));
  return formatTable(
    [
      title,
      'CPU µs a request',
      'this project of that',
      'p50 ms',
      'p99 ms',
      'p50 ms, 16 at once',
      'p99 ms, 16 at once',
    ],
    rows,
  );
}

function growthTable(costs: readonly PeerCost[]): string {
  return formatTable(
    [`Memory after ${whole(DISTINCT)} different queries`, 'held more, MB', 'process larger by, MB'],
    costs.flatMap(({ name, growth }) =>
      growth === undefined ? [] : [[name, fixed(growth.held / 1e6), fixed(growth.rss / 1e6)]],
    ),
  );
}
