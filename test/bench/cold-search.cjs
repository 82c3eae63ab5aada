// The first search of a process: loads the part of the function that searches, as its loader does, and the
// index from a file. Prints as JSON the milliseconds that took, and those of CPU.
'use strict';
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const [loader, folder, index, query] = process.argv.slice(2);
const { load } = require(loader);
const from = performance.now();
const begun = process.cpuUsage();
const { openAnalysis, parseQuery, snippetOf } = load(folder).exports;
const bytes = readFileSync(index);
createHash('sha256').update(bytes).digest('hex');
const parsed = parseQuery(query);
const found = openAnalysis(bytes).search(parsed).within({});
const { entries } = found.page('DATE_DESC', 20, undefined);
if (found.total === 0 || entries.length === 0) throw new Error(`${query} finds nothing`);
for (const { at } of entries) snippetOf(`What the record has of ${query} at ${at}`, parsed);
const { user, system } = process.cpuUsage(begun);
process.stdout.write(JSON.stringify({ ms: performance.now() - from, cpu: (user + system) / 1_000 }));
