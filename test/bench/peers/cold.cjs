// One cold start: prints the milliseconds from the start of this process to the first answer.
'use strict';
const [file, operation] = process.argv.slice(2);
require('./host.cjs')
  .load(file)(JSON.parse(operation))
  .then(({ status, body }) => {
    const ms = performance.now();
    if (status !== 200 || body.includes('"errors"')) throw new Error(`${status}: ${String(body).slice(0, 300)}`);
    process.stdout.write(String(ms), () => process.exit(0));
  });
