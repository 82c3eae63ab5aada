// Many requests in one warm process: prints CPU a request, latencies and memory as JSON.
'use strict';
const { readFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const [file, plan] = process.argv.slice(2);
const { operations, warmUp, requests, distinct } = JSON.parse(readFileSync(plan, 'utf8'));
const ask = require('./host.cjs').load(file);
// Logs go to the standard output in Lambda; here they would be measured as a terminal.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

async function answer(operation) {
  const { status, body } = await ask(operation);
  if (status !== 200 || body.includes('"errors"')) throw new Error(`${status}: ${String(body).slice(0, 300)}`);
}

async function many(operation, count, concurrency) {
  const latencies = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      const begun = performance.now();
      await answer(operation);
      latencies.push(performance.now() - begun);
    }
  };
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return { cpu: (user + system) / count, p50: at(0.5), p99: at(0.99) };
}

// Switched on here and not on the command line: V8 refuses a code cache that was made under other flags.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const memory = () => {
  for (let turn = 0; turn < 4; turn += 1) collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, held: heapUsed + external };
};

(async () => {
  const result = {};
  for (const [name, operation] of Object.entries(operations)) {
    await many(operation, warmUp, 4);
    result[name] = { one: await many(operation, requests, 1), sixteen: await many(operation, requests, 16) };
  }
  if (distinct > 0) {
    const [operation] = Object.values(operations);
    const before = memory();
    for (let number = 0; number < distinct; number += 1)
      await answer({ ...operation, query: operation.query.replace('{', `{ a${number}: __typename`) });
    const after = memory();
    result.memory = { rss: after.rss - before.rss, held: after.held - before.held };
  }
  write(JSON.stringify(result), () => process.exit(0));
})();
