'use strict';

const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

/**
 * Runs the function's code with V8's code cache beside it: what was compiled when the cache was made need not be compiled at a
 * cold start. V8 refuses a cache that another version of Node, other flags or another kind of processor made, and compiles the code
 * as always.
 */
exports.load = (folder) => {
  let cachedData;
  try {
    cachedData = readFileSync(`${folder}/function.cache`);
  } catch {
    // The code came without one.
  }
  const filename = `${folder}/function.js`;
  // Nothing but ASCII is in it, which is read much faster than UTF-8.
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  // Read back by the function, whose first log line reports it.
  process.env.CODE_CACHE = cachedData === undefined ? 'missing' : script.cachedDataRejected ? 'rejected' : 'accepted';
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, filename, folder);
  return { exports: module.exports, script };
};
