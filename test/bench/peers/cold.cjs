// One cold start: prints as JSON the milliseconds from the start of this process to the first answer, and
// those of CPU.
'use strict';
const [file, operation] = process.argv.slice(2);
require('./host.cjs')
  .load(file)(JSON.parse(operation))
  .then(({ status, body }) => {
    const ms = performance.now();
    const { user, system } = process.cpuUsage();
    if (status !== 200 || body.includes('"errors"')) throw new Error(`${status}: ${String(body).slice(0, 300)}`);
    process.stdout.write(JSON.stringify({ ms, cpu: (user + system) / 1_000 }), () => process.exit(0));
  });
