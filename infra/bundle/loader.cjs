'use strict';

const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

/**
 * Runs the function's code with V8's code cache beside it: what was compiled when the cache was made need not be compiled at a
 * cold start. V8 refuses a cache that another version of Node, other flags or another kind of processor made, and compiles the code
 * as always.
 */
exports.load = (folder) => {
  const scripts = {};
  return { exports: run('function'), scripts };

  function run(name) {
    let cachedData;
    try {
      cachedData = readFileSync(`${folder}/${name}.cache`);
    } catch {
      // The code came without one.
    }
    const filename = `${folder}/${name}.js`;
    // Nothing but ASCII is in it, which is read much faster than UTF-8.
    const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
    scripts[name] = script;
    if (name === 'function') {
      // Read back by the function, whose first log line reports it.
      process.env.CODE_CACHE = cachedData === undefined ? 'missing' : script.cachedDataRejected ? 'rejected' : 'accepted';
    }
    const module = { exports: {} };
    script.runInThisContext()(module.exports, requirePart, module, filename, folder);
    return module.exports;
  }

  /** The part that searches is loaded by the first request that needs it. */
  function requirePart(id) {
    return id === './search.js' ? run('search') : require(id);
  }
};
