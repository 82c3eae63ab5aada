import { mkdir, writeFile } from 'node:fs/promises';
import { argv, exit, stderr, stdout } from 'node:process';
import { machine } from './machine.ts';
import { PARTS } from './parts.ts';
import { describePeers, measurePeers } from './peers/peers.ts';
import { describeScale, measureScale } from './scale.ts';
import { describeSearch, measureSearch } from './search.ts';
import { describeStarts, measureStarts } from './starts.ts';

// The command line: `npm run bench -- scale [SIZE…]`, `npm run bench -- peers`, `npm run bench -- starts`,
// `npm run bench -- search [SIZE]`, or all without a word. Prints tables and leaves the
// numbers in .data/bench/.
const OUT = '.data/bench';
const SIZES = [1_000, 10_000, 100_000];
const say = (line: string) => stderr.write(`${line}\n`);

const [what = 'all', ...rest] = argv.slice(2);
const sizes = rest.length > 0 ? rest.map(Number) : SIZES;
if (!PARTS.some((part) => part === what) || sizes.some((size) => !Number.isInteger(size) || size < 1)) {
  say('Give what to measure: scale or search, with sizes if you like; peers; starts; or nothing for all.');
  exit(1);
}
stdout.write(`${machine()}\n`);
if (what === 'all' || what === 'scale') await report('scale', await measureScale(sizes, say), describeScale);
if (what === 'all' || what === 'peers') await report('peers', await measurePeers(say), describePeers);
if (what === 'all' || what === 'starts') await report('starts', await measureStarts(say), describeStarts);
if (what === 'all' || what === 'search')
  await report('search', await measureSearch(sizes.at(-1) ?? 100_000, say), describeSearch);

async function report<T>(name: string, costs: T, describe: (costs: T) => string): Promise<void> {
  stdout.write(`\n${describe(costs)}\n`);
  await mkdir(OUT, { recursive: true });
  const record = { machine: machine(), at: new Date().toISOString(), costs };
  await writeFile(`${OUT}/${name}.json`, `${JSON.stringify(record, null, 2)}\n`);
}
